import { afterSilence, type FailureCause } from '../process/course/failure.ts';
import { entryStage, type UndoStage, undoStages } from '../process/course/undo-stages.ts';
import { waves } from '../process/course/waves.ts';
import type { Consequence, NormalisedProcess, NormalisedStep, NormalisedTimeout } from '../process/normalised.ts';
import { identifiers, label } from './mermaid-text.ts';

type State = Readonly<{ id: string; text: string }>;
type Transition = Readonly<{ from: string; to: string; text: string }>;
type Machine = Readonly<{ states: readonly State[]; transitions: readonly Transition[] }>;
type Group = Readonly<{ state: State; steps: readonly NormalisedStep[] }>;

const END = '[*]';

/** What the coordinator waits for and what moves it on, as a Mermaid state diagram. */
export const stateDiagram = (process: NormalisedProcess): string => {
  const { states, transitions } = machine(process);
  const used = new Set(transitions.flatMap(({ from, to }) => [from, to]));
  const lines = new Set([
    ...states.filter(({ id }) => used.has(id)).map(({ id, text }) => `  state "${label(text)}" as ${id}`),
    ...transitions.map(({ from, to, text }) => `  ${from} --> ${to}${text === '' ? '' : `: ${label(text)}`}`),
  ]);
  return ['stateDiagram-v2', ...lines, ''].join('\n');
};

const machine = (process: NormalisedProcess): Machine => {
  const id = identifiers();
  const groups: readonly Group[] = waves(process).map((steps) => {
    const names = steps.map((step) => step.id);
    return { steps, state: { id: id('wait', names.join(' ')), text: `waiting for ${names.join(', ')}` } };
  });
  const ends: Ends = {
    completed: { id: 'completed', text: process.outcomes.completed },
    cancelled: { id: 'cancelled', text: process.outcomes.cancelled ?? 'ended, not completed' },
    escalated: { id: 'escalated', text: 'with people, who decide' },
    failed: { id: 'failed', text: `${process.outcomes.cancelled ?? 'stopped'}, nothing undone` },
  };
  const stages = undoStages(process).map((stage) => ({
    stage,
    state: { id: id('undo', stage.id), text: `undoing ${stage.steps.map((step) => step.id).join(', ')}` },
  }));
  const wiring: Wiring = {
    process,
    groups,
    ends,
    undoState: (stage) => stages.find((s) => s.stage.id === stage.id)?.state,
  };
  // Nothing ends with people: they decide how it goes on.
  const finals = [ends.completed, ends.cancelled, ends.failed].map(({ id: from }) => ({ from, to: END, text: '' }));
  const live = [...forward(wiring), ...groups.flatMap((group) => failures(wiring, group)), ...undo(wiring)];
  const reached = new Set(live.map(({ to }) => to));
  return {
    states: [...groups.map(({ state }) => state), ...stages.map(({ state }) => state), ...Object.values(ends)],
    transitions: [...live, ...finals.filter(({ from }) => reached.has(from))],
  };
};

type Ends = Readonly<Record<'completed' | 'cancelled' | 'escalated' | 'failed', State>>;
type Wiring = Readonly<{
  process: NormalisedProcess;
  groups: readonly Group[];
  ends: Ends;
  undoState: (stage: UndoStage) => State | undefined;
}>;

const forward = (wiring: Wiring): readonly Transition[] => {
  const { process, groups } = wiring;
  const start = { from: END, to: nextState(wiring, -1), text: withCommands(process.starts, groups[0]?.steps) };
  const steps = groups.flatMap(({ state, steps }, at) => {
    const event = steps.map(({ success }) => success.join(' or ')).join(' and ');
    const next = groups[at + 1];
    const skipped = next?.steps.every(({ when }) => when.length > 0);
    return [
      { from: state.id, to: nextState(wiring, at), text: withCommands(event, next?.steps) },
      ...(skipped
        ? [{ from: state.id, to: nextState(wiring, at + 1), text: `${event}, not ${branch(next?.steps)}` }]
        : []),
    ];
  });
  return [start, ...steps];
};

const nextState = ({ groups, ends }: Wiring, at: number): string => groups[at + 1]?.state.id ?? ends.completed.id;

const branch = (steps: readonly NormalisedStep[] = []): string =>
  [...new Set(steps.flatMap(({ when }) => when))].join(' or ');

/** UML's `event / action`: what is heard, and what is sent because of it. */
const withCommands = (event: string, steps: readonly NormalisedStep[] = []): string => {
  const commands = steps.flatMap(({ command }) => (command === null ? [] : [command]));
  return commands.length === 0 ? event : `${event} / ${commands.join(', ')}`;
};

const failures = (wiring: Wiring, { state, steps }: Group): readonly Transition[] =>
  steps.flatMap((step) => [
    ...step.failure.map((refusal) => consequence(wiring, state, step, step.onFailure, refusal, { refusal })),
    ...step.timeouts.map((timeout) => silence(wiring, state, step, timeout)),
  ]);

const silence = (wiring: Wiring, state: State, step: NormalisedStep, timeout: NormalisedTimeout): Transition => {
  const trigger = `after ${timeout.after}, no ${step.id}`;
  const sent = timeout.send === null ? '' : ` / ${timeout.send}`;
  if (timeout.then === 'remind') return { from: state.id, to: state.id, text: `${trigger}${sent}` };
  return consequence(wiring, state, step, afterSilence(step, timeout.then), `${trigger}${sent}`, 'timeout');
};

const consequence = (
  wiring: Wiring,
  state: State,
  step: NormalisedStep,
  then: Consequence,
  trigger: string,
  cause: FailureCause,
): Transition => {
  const { process, ends, groups } = wiring;
  const from = state.id;
  switch (then) {
    case 'compensate': {
      const entry = entryStage(process, step, cause);
      const to = entry && wiring.undoState(entry);
      return { from, to: to?.id ?? ends.cancelled.id, text: `${trigger}${entry ? undoCommands(entry) : ''}` };
    }
    case 'retry':
      return { from, to: from, text: step.command === null ? trigger : `${trigger} / ${step.command}` };
    case 'continue':
      return {
        from,
        to: nextState(
          wiring,
          groups.findIndex((group) => group.state === state),
        ),
        text: trigger,
      };
    case 'escalate':
      return { from, to: ends.escalated.id, text: trigger };
    case 'fail':
      return { from, to: ends.failed.id, text: trigger };
    default:
      return then satisfies never;
  }
};

const undo = (wiring: Wiring): readonly Transition[] => {
  const stages = undoStages(wiring.process);
  return stages.map((stage, at) => {
    const next = stages[at + 1];
    const done = stage.steps.map(({ id, compensation }) => compensation?.success ?? `${id} undone`).join(' and ');
    return {
      from: wiring.undoState(stage)?.id ?? '',
      to: (next && wiring.undoState(next)?.id) ?? wiring.ends.cancelled.id,
      text: `${done}${next ? undoCommands(next) : ''}`,
    };
  });
};

const undoCommands = ({ steps }: UndoStage): string => {
  const commands = steps.flatMap(({ compensation }) => compensation?.command ?? []);
  return commands.length === 0 ? '' : ` / ${commands.join(', ')}`;
};
