import { afterSilence, type FailureCause } from '../../course/failure.ts';
import { entryStage, type UndoStage, undoStages } from '../../course/undo-stages.ts';
import { waves } from '../../course/waves.ts';
import { milliseconds } from '../../duration.ts';
import type { Consequence, NormalisedProcess, NormalisedStep } from '../../normalised.ts';

/** Plain JSON: what `createMachine` takes, with actions and guards by name. */
export type Json = Readonly<{ [key: string]: unknown }>;

type Place = Readonly<{
  process: NormalisedProcess;
  /** Where a step that is over leads: the next group, or the end of its own region. */
  onward: string;
  /** The state itself, as a target from inside it. */
  itself: string;
}>;

/** The states of the coordinator: one per group of steps, one per stage of undoing, and the ends. */
export const statesOf = (process: NormalisedProcess): Json => {
  const groups = waves(process);
  return Object.fromEntries([
    ['idle', { on: { [process.starts]: { target: groupTarget(process, 0), actions: REMEMBER } } }],
    ...groups.map((group, at) => [groupKey(group), groupState(process, group, groupTarget(process, at + 1))]),
    ...undoStages(process).map((stage, at, all) => [undoKey(stage), undoState(stage, undoTarget(all[at + 1]))]),
    ['completed', { id: 'completed', type: 'final', entry: [publish(process.outcomes.completed)] }],
    ['cancelled', over('cancelled', process)],
    ['escalated', { id: 'escalated', description: 'with people, who decide how it goes on' }],
    ['failed', over('failed', process)],
  ]);
};

/** Both say that the process did not complete; in `failed` nothing was undone. */
const over = (id: string, { outcomes }: NormalisedProcess): Json => ({
  id,
  type: 'final',
  ...(outcomes.cancelled === null ? {} : { entry: [publish(outcomes.cancelled)] }),
});

const REMEMBER = [{ type: 'remember' }];

const send = (message: string, to: string): Json => ({ type: 'send', params: { message, to } });
const publish = (event: string): Json => ({ type: 'publish', params: { event } });

const groupKey = (group: readonly NormalisedStep[]): string =>
  group.length === 1 ? `do-${group[0]?.id}` : `do-together-${group.map(({ id }) => id).join('-')}`;

const groupTarget = (process: NormalisedProcess, at: number): string => {
  const group = waves(process)[at];
  return group === undefined ? '#completed' : `#${groupKey(group)}`;
};

const undoKey = ({ id }: UndoStage): string => `undo-${id}`;
const undoTarget = (stage: UndoStage | undefined): string =>
  stage === undefined ? '#cancelled' : `#${undoKey(stage)}`;

const groupState = (process: NormalisedProcess, group: readonly NormalisedStep[], next: string): Json => {
  const id = groupKey(group);
  const [only] = group;
  if (group.length === 1 && only !== undefined) return { id, ...stepState(process, only, next, id) };
  return {
    id,
    type: 'parallel',
    states: Object.fromEntries(
      group.map((step) => [step.id, { ...stepState(process, step, `#${id}-${step.id}-over`, `${id}-${step.id}`) }]),
    ),
    onDone: { target: next },
  };
};

/** A step waits in `waiting`; a branch is decided before anything is sent; in a group it ends in `over`. */
const stepState = (process: NormalisedProcess, step: NormalisedStep, onward: string, id: string): Json => {
  const place = { process, onward, itself: `#${id}-waiting` };
  const choice = {
    choosing: { always: [{ guard: seen(step.when), target: 'waiting' }, { target: onward }] },
  };
  return {
    initial: step.when.length > 0 ? 'choosing' : 'waiting',
    states: {
      ...(step.when.length > 0 ? choice : {}),
      waiting: waitingState(place, step, `${id}-waiting`),
      ...(onward === `#${id}-over` ? { over: { id: `${id}-over`, type: 'final' } } : {}),
    },
  };
};

const seen = (events: readonly string[]): Json => ({ type: 'seen', params: { events } });

const waitingState = (place: Place, step: NormalisedStep, id: string): Json => ({
  id,
  ...(step.command === null ? {} : { entry: [send(step.command, step.service)] }),
  on: Object.fromEntries([
    ...step.success.map((event) => [event, { target: place.onward, actions: REMEMBER }]),
    ...step.failure.map((refusal) => [
      refusal,
      { ...consequence(place, step, step.onFailure, { refusal }), actions: REMEMBER },
    ]),
  ]),
  ...(step.timeouts.length === 0 ? {} : { after: deadlines(place, step) }),
});

const deadlines = (place: Place, step: NormalisedStep): Json => {
  const byDelay = new Map<number, readonly Json[]>();
  for (const { after, then, send: sent } of step.timeouts) {
    const delay = milliseconds(after);
    const actions = sent === null ? {} : { actions: [publish(sent)] };
    const transition =
      then === 'remind' ? actions : { ...consequence(place, step, afterSilence(step, then), 'timeout'), ...actions };
    byDelay.set(delay, [...(byDelay.get(delay) ?? []), transition]);
  }
  return Object.fromEntries([...byDelay].map(([delay, transitions]) => [String(delay), transitions]));
};

const consequence = (place: Place, step: NormalisedStep, then: Consequence, cause: FailureCause): Json => {
  switch (then) {
    case 'compensate':
      return { target: undoTarget(entryStage(place.process, step, cause)) };
    case 'retry':
      return { target: place.itself, reenter: true };
    case 'continue':
      return { target: place.onward };
    case 'escalate':
      return { target: '#escalated' };
    case 'fail':
      return { target: '#failed' };
    default:
      return then satisfies never;
  }
};

const undoState = (stage: UndoStage, next: string): Json => {
  const id = undoKey(stage);
  const [only] = stage.steps;
  if (stage.steps.length === 1 && only !== undefined) return { id, ...undoStep(only, next) };
  return {
    id,
    type: 'parallel',
    states: Object.fromEntries(
      stage.steps.map((step) => [
        step.id,
        { ...undoStep(step, `#${id}-${step.id}-over`, { over: { id: `${id}-${step.id}-over`, type: 'final' } }) },
      ]),
    ),
    onDone: { target: next },
  };
};

const undoStep = ({ compensation, service, when, success }: NormalisedStep, next: string, more: Json = {}): Json => {
  const command = compensation?.command ?? null;
  const reported = compensation?.success ?? null;
  const needed = compensation?.when ? [compensation.when] : when.length > 0 ? success : [];
  const waiting = {
    ...(command === null ? {} : { entry: [send(command, service)] }),
    ...(reported === null ? { always: { target: next } } : { on: { [reported]: { target: next, actions: REMEMBER } } }),
  };
  const choice = { choosing: { always: [{ guard: seen(needed), target: 'waiting' }, { target: next }] } };
  return {
    initial: needed.length > 0 ? 'choosing' : 'waiting',
    states: { ...(needed.length > 0 ? choice : {}), waiting, ...more },
  };
};
