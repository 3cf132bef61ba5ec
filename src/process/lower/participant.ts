import type { NormalisedProcess } from '../normalised.ts';
import { type Assignment, type Condition, except, is, type Rule, type Variable, values } from '../rules.ts';
import { type Doing, matched } from './arrivals.ts';
import { deadlines, keepsDeadline } from './deadline.ts';
import { effects, moreThanOnce, state, stateWords, undos, work } from './names.ts';
import { participantRule } from './participant-rule.ts';
import type { Routes } from './routes.ts';
import type { Task } from './tasks.ts';

/** What a service remembers and does of a task, and the counters that the promises about it are stated in. */
export const participantVariables = (task: Task, process: NormalisedProcess, written: boolean): readonly Variable[] => {
  const { step } = task;
  const slot = task.slot ? { slot: task.slot } : {};
  const own: Variable = {
    id: state(task.id),
    actor: written ? null : step.service,
    size: stateWords.length,
    initial: work.none,
    words: stateWords,
    ...slot,
  };
  if (step.readOnly) return keepsDeadline(process, task) && !written ? [own] : [];
  return [
    own,
    { id: effects(task.id), actor: null, size: moreThanOnce + 1, initial: 0, ...slot },
    ...(step.compensation ? [{ id: undos(task.id), actor: null, size: moreThanOnce + 1, initial: 0, ...slot }] : []),
  ];
};

/** The rules by which a service does, refuses and undoes a task when asked to, or on an event in a choreography. */
export const participantRules = (task: Task, process: NormalisedProcess, routes: Routes): readonly Rule[] => {
  const { step } = task;
  const commanded = process.coordinator !== null;
  const triggers = commanded ? [step.command ?? []].flat() : step.on;
  const undoing = commanded ? [step.compensation?.command ?? []].flat() : (step.compensation?.on ?? []);
  const does = doing(task, routes, keepsDeadline(process, task));
  return [
    ...(commanded || step.match === 'any' || triggers.length < 2
      ? triggers.flatMap((name) => does(routes.copy(name, step.service, task), name, [], []))
      : matched(task, routes, does)),
    ...(keepsDeadline(process, task) ? deadlines(task, process, routes) : []),
    ...undoing.flatMap((name) =>
      undoRules(task, routes, routes.copy(name, step.service, task, commanded ? '' : '.undo'), name),
    ),
  ];
};

/** On the message `on`: take effect or refuse, once more if nothing keeps it from that. */
const doing =
  (task: Task, routes: Routes, hasDeadline: boolean): Doing =>
  (on, name, also, clear) => {
    const { step } = task;
    const remembers = !step.readOnly || hasDeadline;
    const held = (...of: readonly number[]): Condition => [{ variable: state(task.id), values: values(...of) }];
    const open = remembers ? [{ variable: state(task.id), values: except(stateWords.length, work.refused) }] : [];
    const isOnce = step.idempotent && !step.readOnly;
    const fresh = isOnce ? held(work.none, work.undone, work.declined) : open;
    const alternatives = step.success.length > 0 ? step.success : [null];
    // Whose deadline may pass must know that it was answered.
    const declined: readonly Assignment[] = hasDeadline
      ? [{ variable: state(task.id), to: work.declined, when: held(work.none, work.undone) }]
      : [];
    return [
      ...alternatives.map((event) =>
        participantRule(task, 'apply', `${name}/${event ?? 'done'}`, on, {
          when: [...also, ...fresh],
          set: [...(remembers ? applied(task) : []), ...clear],
          send: event === null ? [] : [routes.send(event, task)],
        }),
      ),
      ...step.failure.map((event) =>
        participantRule(task, 'refuse', `${name}/${event}`, on, {
          when: [...also, ...fresh],
          set: [...declined, ...clear],
          send: [routes.send(event, task)],
        }),
      ),
      ...(isOnce ? repeated(task, routes, on, name, also) : []),
      ...(remembers
        ? [
            participantRule(task, 'refuse_late', `${name}/barred`, on, {
              when: [...also, is(state(task.id), work.refused)],
            }),
          ]
        : []),
    ];
  };

const applied = ({ id, step }: Task): readonly Assignment[] => [
  { variable: state(id), to: work.applied },
  ...(step.readOnly ? [] : [{ variable: effects(id), add: 1 }]),
];

/** An idempotent step done before only answers again. */
const repeated = (task: Task, routes: Routes, on: string, name: string, also: Condition): readonly Rule[] =>
  task.step.success.map((event) =>
    participantRule(task, 'duplicate', `${name}/${event}/again`, on, {
      when: [...also, is(state(task.id), work.applied)],
      send: [routes.send(event, task)],
    }),
  );

/** On the message `on`: undo what took effect, and what is documented for what did not. */
const undoRules = (task: Task, routes: Routes, on: string, name: string): readonly Rule[] => {
  const { compensation, readOnly } = task.step;
  if (!compensation) return [];
  const send = compensation.success === null ? [] : [routes.send(compensation.success, task)];
  if (readOnly) return [participantRule(task, 'undo', `${name}/undo`, on, { send })];
  const undone: readonly Assignment[] = [
    { variable: state(task.id), to: work.undone },
    { variable: undos(task.id), add: 1 },
  ];
  const bar = compensation.ifNotApplied === 'tombstone' ? [{ variable: state(task.id), to: work.refused }] : [];
  const untouched =
    compensation.ifNotApplied === 'error'
      ? []
      : [{ variable: state(task.id), values: values(work.none, work.declined) }];
  return [
    participantRule(task, 'undo', `${name}/undo`, on, {
      when: [{ variable: state(task.id), values: values(work.applied, work.undone) }],
      set: undone,
      send,
    }),
    ...compensation.failure.map((event) =>
      participantRule(task, 'refuse_undo', `${name}/${event}`, on, {
        when: [is(state(task.id), work.applied)],
        send: [routes.send(event, task)],
      }),
    ),
    ...untouched.map((test) =>
      participantRule(task, 'nothing_to_undo', `${name}/nothing`, on, { when: [test], set: bar, send }),
    ),
    participantRule(task, 'duplicate', `${name}/barred`, on, { when: [is(state(task.id), work.refused)], send }),
  ];
};
