import { listed, predecessors } from '../normalise/steps.ts';
import type { Mistake } from '../parse/shape.ts';
import type { Process, Step } from '../schema.ts';
import { unknowns } from './unknown.ts';

/** Steps: unique ids, predecessors that exist, no circles, options that go together. */
export const mistakesInFlow = (process: Process): readonly Mistake[] => {
  const ids = process.steps.map(({ id }) => id);
  const local = process.steps.flatMap((step, index) => [
    ...duplicate(step, index, ids),
    ...unknowns(['steps', index, 'after'], 'step', step.after ?? [], ids, 'name a step of this document'),
    ...started(process, step, index),
    ...undone(process, step, index),
    ...pairs(step, index),
  ]);
  return local.length > 0 ? local : circle(process);
};

const duplicate = ({ id }: Step, index: number, ids: readonly string[]): readonly Mistake[] =>
  ids.indexOf(id) === index
    ? []
    : [
        {
          path: ['steps', index, 'id'],
          problem: `two steps have the id "${id}"`,
          allowed: 'each id once',
          next: 'rename one of them',
        },
      ];

const started = ({ pattern }: Process, step: Step, index: number): readonly Mistake[] => {
  const path = ['steps', index];
  if (step.command === undefined && step.on === undefined)
    return [
      {
        path,
        problem: `the step "${step.id}" does not say what starts it`,
        allowed: pattern === 'choreography' ? 'on: an event' : 'command: what the coordinator sends, or on: an event',
        next: pattern === 'choreography' ? 'add `on:`' : 'add `command:`',
      },
    ];
  if (step.command !== undefined && step.on !== undefined)
    return [
      {
        path: [...path, 'on'],
        problem: `the step "${step.id}" has both command and on`,
        allowed: 'exactly one of command and on',
        next: 'keep `command` if the coordinator asks for it, `on` if the service reacts by itself',
      },
    ];
  if (step.command !== undefined && pattern === 'choreography')
    return [
      {
        path: [...path, 'command'],
        problem: 'a choreography has nobody who sends commands',
        allowed: 'on: an event',
        next: 'say which event the service reacts to, or change `pattern:`',
      },
    ];
  return [];
};

const undone = ({ pattern }: Process, { id, compensation }: Step, index: number): readonly Mistake[] => {
  if (!compensation) return [];
  const wanted = pattern === 'choreography' ? 'on' : 'command';
  const other = wanted === 'on' ? 'command' : 'on';
  const path = ['steps', index, 'compensation'];
  if (compensation[other] !== undefined)
    return [
      {
        path: [...path, other],
        problem: `the compensation of "${id}" is started by ${other}`,
        allowed: `${wanted}: ${wanted === 'on' ? 'the events on which the service undoes it' : 'what the coordinator sends'}`,
        next: `write \`${wanted}:\` instead, or change \`pattern:\``,
      },
    ];
  return compensation[wanted] === undefined
    ? [
        {
          path,
          problem: `the compensation of "${id}" does not say what starts it`,
          allowed: `${wanted}`,
          next: `add \`${wanted}:\``,
        },
      ]
    : [];
};

const pairs = (step: Step, index: number): readonly Mistake[] => {
  const together = (key: keyof Step, holds: boolean, needs: string): readonly Mistake[] =>
    step[key] === undefined || holds
      ? []
      : [
          {
            path: ['steps', index, key],
            problem: `the step "${step.id}" has ${key} without ${needs}`,
            allowed: `${key} together with ${needs}`,
            next: `add ${needs}, or remove \`${key}:\``,
          },
        ];
  return [
    ...together('count', step.forEach !== undefined, '`forEach:`'),
    ...together('join', step.forEach !== undefined, '`forEach:`'),
    ...together('onFailure', step.failure !== undefined, '`failure:`'),
    ...refusedUndo(step, index),
    ...together('match', listed(step.on).length > 1, 'several events in `on:`'),
  ];
};

const refusedUndo = ({ id, compensation }: Step, index: number): readonly Mistake[] =>
  compensation?.onFailure === undefined || compensation.failure !== undefined
    ? []
    : [
        {
          path: ['steps', index, 'compensation', 'onFailure'],
          problem: `the compensation of "${id}" has onFailure without \`failure:\``,
          allowed: 'onFailure together with `failure:`, the events that refuse the undo',
          next: 'add `failure:`, or remove `onFailure:`',
        },
      ];

/** A step that waits for itself through others; of the steps in the circle the first is the one that looks ahead. */
const circle = (process: Process): readonly Mistake[] => {
  const before = process.steps.map((step, index) => step.after ?? predecessors(process, step, index));
  const at = before.findIndex((_, index) => waitsForItself(process, before, index));
  const step = process.steps[at];
  if (!step) return [];
  return [
    {
      path: ['steps', at, step.after ? 'after' : 'on'],
      problem: `the step "${step.id}" waits for itself, through the steps before it`,
      allowed: 'an order without circles',
      next: 'break the circle here; a loop that tries again is written as `retry:`',
    },
  ];
};

const waitsForItself = (process: Process, before: readonly (readonly string[])[], start: number): boolean => {
  const indexOf = new Map(process.steps.map(({ id }, index) => [id, index]));
  const seen = new Set<number>();
  const queue = [start];
  for (let index = queue.pop(); index !== undefined; index = queue.pop())
    for (const id of before[index] ?? []) {
      const next = indexOf.get(id);
      if (next === start) return true;
      if (next === undefined || seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  return false;
};
