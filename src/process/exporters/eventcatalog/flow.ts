import type { NormalisedProcess, NormalisedStep } from '../../normalised.ts';

/** A node of an EventCatalog flow; arrows by id, a refusal labelled. */
export type FlowStep = Readonly<{
  id: string;
  title: string;
  summary?: string;
  message?: Readonly<{ id: string }>;
  service?: Readonly<{ id: string }>;
  externalSystem?: Readonly<{ name: string }>;
  actor?: Readonly<{ name: string }>;
  custom?: Readonly<{ title: string; type: string; properties: Readonly<Record<string, string>> }>;
  next_steps?: readonly Readonly<{ id: string; label?: string }>[];
}>;

/** The process as nodes: message, service, message …; undoing as custom nodes, the way EventCatalog's own examples do. */
export const flowSteps = (process: NormalisedProcess): readonly FlowStep[] => {
  const { starts, startedBy, outcomes } = process;
  const heardFirst = process.steps.filter((step) => step.after.length === 0 || step.on.includes(starts));
  const undoable = process.steps.filter(({ compensation }) => compensation !== null);
  return [
    ...(startedBy === null
      ? []
      : [node('process.starter', startedBy, { actor: { name: startedBy } }, ['process.start'])]),
    node('process.start', starts, { message: { id: starts } }, heardFirst.map(entryOf)),
    ...process.steps.flatMap((step) => ofStep(process, step)),
    ...strangers(process),
    ...undoable.map((step, at) => undo(step, undoable[at - 1], outcomes.cancelled)),
    node('process.completed', outcomes.completed, { message: { id: outcomes.completed } }, []),
    ...(outcomes.cancelled === null
      ? []
      : [node('process.cancelled', outcomes.cancelled, { message: { id: outcomes.cancelled } }, [])]),
  ];
};

type Kind = Pick<FlowStep, 'message' | 'service' | 'externalSystem' | 'actor' | 'custom'>;

const node = (id: string, title: string, kind: Kind, next: readonly string[]): FlowStep => ({
  id,
  title,
  ...kind,
  ...(next.length === 0 ? {} : { next_steps: next.map((one) => ({ id: one })) }),
});

/** Where the arrow into a step ends: at its command, or at the service that reacts by itself. */
const entryOf = ({ id, command }: NormalisedStep): string => (command === null ? `step.${id}` : `command.${id}`);

const ofStep = (process: NormalisedProcess, step: NormalisedStep): readonly FlowStep[] => {
  const { id, command, service, success, failure, summary } = step;
  const external = Object.hasOwn(process.services, service) && process.services[service]?.external;
  const answers = [
    ...success.map((_, at) => ({ id: `done.${id}.${at + 1}` })),
    ...failure.map((_, at) => ({ id: `refused.${id}.${at + 1}`, label: 'refused' })),
  ];
  return [
    ...(command === null ? [] : [node(`command.${id}`, command, { message: { id: command } }, [`step.${id}`])]),
    {
      id: `step.${id}`,
      title: id,
      ...(summary === null ? {} : { summary }),
      ...(external ? { externalSystem: { name: service } } : { service: { id: service } }),
      next_steps: answers,
    },
    ...success.map((event, at) =>
      node(`done.${id}.${at + 1}`, event, { message: { id: event } }, onward(process, step, event, true)),
    ),
    ...failure.map((event, at) =>
      node(`refused.${id}.${at + 1}`, event, { message: { id: event } }, onward(process, step, event, false)),
    ),
  ];
};

/** What an answer leads to: who listens to it, the steps commanded next, or the end. */
const onward = (
  process: NormalisedProcess,
  step: NormalisedStep,
  event: string,
  succeeded: boolean,
): readonly string[] => {
  const listeners = process.steps.filter(({ on }) => on.includes(event));
  const commanded = process.steps.filter(({ on, after }) => on.length === 0 && after.includes(step.id));
  const next = [...listeners, ...(succeeded ? commanded : [])].map(entryOf);
  if (succeeded) return next.length > 0 ? next : ['process.completed'];
  const undone = process.steps.filter(({ compensation }) => compensation !== null);
  const last = undone.at(-1);
  return last !== undefined && process.coordinator !== null && step.onFailure === 'compensate'
    ? [...next, `undo.${last.id}`]
    : next;
};

/** Events that steps listen to and nothing in the process publishes. */
const strangers = (process: NormalisedProcess): readonly FlowStep[] => {
  const known = new Set([process.starts, ...process.steps.flatMap(({ success, failure }) => [...success, ...failure])]);
  const heard = new Set(process.steps.flatMap(({ on }) => on).filter((event) => !known.has(event)));
  return [...heard].map((event) =>
    node(
      `event.${event}`,
      event,
      { message: { id: event } },
      process.steps.filter(({ on }) => on.includes(event)).map(entryOf),
    ),
  );
};

const undo = (step: NormalisedStep, next: NormalisedStep | undefined, cancelled: string | null): FlowStep => {
  const { command, on, success } = step.compensation ?? { command: null, on: [], success: null };
  const properties = {
    undoes: step.id,
    service: step.service,
    ...(command === null ? {} : { command }),
    ...(on.length === 0 ? {} : { on: on.join(', ') }),
    ...(success === null ? {} : { success }),
  };
  const title = command ?? `undo ${step.id}`;
  const end = cancelled === null ? [] : ['process.cancelled'];
  return node(
    `undo.${step.id}`,
    title,
    { custom: { title, type: 'Compensation', properties } },
    next ? [`undo.${next.id}`] : end,
  );
};
