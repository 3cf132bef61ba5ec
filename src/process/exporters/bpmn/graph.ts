import { afterSilence } from '../../course/failure.ts';
import { waves } from '../../course/waves.ts';
import type { Consequence, NormalisedProcess, NormalisedStep } from '../../normalised.ts';

export type NodeKind =
  | 'start'
  | 'task'
  | 'undo'
  | 'refusal'
  | 'deadline'
  | 'undoMark'
  | 'parallel'
  | 'exclusive'
  | 'compensate'
  | 'completed'
  | 'cancelled'
  | 'escalated'
  | 'failed';

/** A flow node; `step` is the step it belongs to, `text` the event or duration of a boundary event. */
export type Node = Readonly<{
  id: string;
  kind: NodeKind;
  step?: NormalisedStep;
  text?: string;
  /** Whether the boundary event ends its task. */
  interrupts?: boolean;
}>;

export type Flow = Readonly<{ id: string; source: string; target: string; condition?: string; otherwise?: boolean }>;

export type Graph = Readonly<{ nodes: readonly Node[]; flows: readonly Flow[] }>;

/** The flow of a process: tasks in document order, gateways where paths split and join, boundary events where they leave. */
export const graphOf = (process: NormalisedProcess): Graph => {
  const nodes: Node[] = [{ id: 'start', kind: 'start' }];
  const flows: Flow[] = [];
  const connect = (source: string, target: string, more: Partial<Flow> = {}) => {
    flows.push({ id: `flow.${flows.length + 1}`, source, target, ...more });
  };
  for (const step of process.steps) nodes.push(...nodesOf(step));
  const firsts = process.steps.filter(({ after }) => after.length === 0);
  // What listens to a refusal hangs at that refusal; the success still needs its own way to the end.
  const followers = (id: string) =>
    process.steps.filter((step) => step.after.includes(id) && refusalHeard(process, id, step) < 0);
  const lasts = (waves(process).at(-1) ?? []).length;
  const open = process.steps.filter(({ id }) => followers(id).length === 0);
  if (firsts.length > 1) nodes.push({ id: 'fork.start', kind: 'parallel' });
  if (firsts.length > 1) connect('start', 'fork.start');
  for (const step of firsts) connect(firsts.length > 1 ? 'fork.start' : 'start', entryOf(step));
  if (open.length > 1 || lasts > 1) nodes.push({ id: 'join.end', kind: 'parallel' });
  const end = open.length > 1 || lasts > 1 ? 'join.end' : 'completed';
  for (const step of process.steps) inside(step, followers(step.id), nodes, connect, end);
  for (const step of process.steps) for (const id of step.after) before(process, id, step, connect);
  if (end === 'join.end') connect('join.end', 'completed');
  nodes.push({ id: 'completed', kind: 'completed' }, ...endings(process));
  if (nodes.some(({ kind }) => kind === 'compensate')) connect('compensate', 'cancelled');
  return { nodes, flows };
};

type Connect = (source: string, target: string, more?: Partial<Flow>) => void;

const nodesOf = (step: NormalisedStep): readonly Node[] => {
  const { id, after, when, failure, timeouts, compensation } = step;
  return [
    ...(after.length > 1 ? [{ id: `join.${id}`, kind: 'parallel' as const, step }] : []),
    ...(when.length > 0 ? [{ id: `branch.${id}`, kind: 'exclusive' as const, step }] : []),
    { id: `task.${id}`, kind: 'task', step },
    ...failure.map((text, at) => ({ id: `refusal.${id}.${at + 1}`, kind: 'refusal' as const, step, text })),
    ...timeouts.map(({ after: text, then }, at) => ({
      id: `deadline.${id}.${at + 1}`,
      kind: 'deadline' as const,
      step,
      text,
      interrupts: then !== 'remind',
    })),
    ...(compensation === null
      ? []
      : [
          { id: `mark.${id}`, kind: 'undoMark' as const, step },
          { id: `undo.${id}`, kind: 'undo' as const, step },
        ]),
    ...(merges(step) ? [{ id: `merge.${id}`, kind: 'exclusive' as const, step }] : []),
  ];
};

const merges = ({ when, failure, onFailure, timeouts }: NormalisedStep): boolean =>
  when.length > 0 ||
  (failure.length > 0 && onFailure === 'continue') ||
  timeouts.some(({ then }) => then === 'continue');

const entryOf = ({ id, after, when }: NormalisedStep): string =>
  after.length > 1 ? `join.${id}` : when.length > 0 ? `branch.${id}` : `task.${id}`;

const exitOf = (step: NormalisedStep): string => (merges(step) ? `merge.${step.id}` : `task.${step.id}`);

/** The flows around one task, and its way out. */
const inside = (
  step: NormalisedStep,
  followers: readonly NormalisedStep[],
  nodes: Node[],
  connect: Connect,
  end: string,
): void => {
  const { id, after, when, failure, onFailure, timeouts } = step;
  if (after.length > 1) connect(`join.${id}`, when.length > 0 ? `branch.${id}` : `task.${id}`);
  if (when.length > 0) {
    connect(`branch.${id}`, `task.${id}`, { condition: when.join(' or ') });
    connect(`branch.${id}`, `merge.${id}`, { otherwise: true });
  }
  if (merges(step)) connect(`task.${id}`, `merge.${id}`);
  for (const at of failure.keys()) connect(`refusal.${id}.${at + 1}`, targetOf(step, onFailure));
  for (const [at, { then }] of timeouts.entries()) {
    if (then !== 'remind') connect(`deadline.${id}.${at + 1}`, targetOf(step, afterSilence(step, then)));
  }
  if (followers.length > 1) {
    nodes.push({ id: `fork.${id}`, kind: 'parallel', step });
    connect(exitOf(step), `fork.${id}`);
  }
  if (followers.length === 0) connect(exitOf(step), end);
};

const targetOf = (step: NormalisedStep, then: Consequence): string => {
  switch (then) {
    case 'compensate':
      return 'compensate';
    case 'retry':
      return `task.${step.id}`;
    case 'continue':
      return `merge.${step.id}`;
    case 'escalate':
      return 'escalated';
    case 'fail':
      return 'failed';
    default:
      return then satisfies never;
  }
};

/** The flow from a step to one that comes after it; from the refusal, when it is that which the later one listens to. */
const before = (process: NormalisedProcess, id: string, step: NormalisedStep, connect: Connect): void => {
  const earlier = process.steps.find((other) => other.id === id);
  if (earlier === undefined) return;
  const refusal = refusalHeard(process, id, step);
  const followers = process.steps.filter((other) => other.after.includes(id) && refusalHeard(process, id, other) < 0);
  const success = followers.length > 1 ? `fork.${id}` : exitOf(earlier);
  connect(refusal < 0 ? success : `refusal.${id}.${refusal + 1}`, entryOf(step));
};

/** Which refusal of the earlier step starts the later one; -1 when its success does, or nothing in particular. */
const refusalHeard = ({ steps }: NormalisedProcess, id: string, { on }: NormalisedStep): number => {
  const earlier = steps.find((step) => step.id === id);
  if (earlier === undefined || earlier.success.some((event) => on.includes(event))) return -1;
  return earlier.failure.findIndex((event) => on.includes(event));
};

const endings = (process: NormalisedProcess): readonly Node[] => {
  const consequences = new Set(
    process.steps.flatMap(({ failure, onFailure, timeouts }) => [
      ...(failure.length > 0 ? [onFailure] : []),
      ...timeouts.map(({ then }) => (then === 'assume_refused' ? 'compensate' : then)),
    ]),
  );
  const undoes = consequences.has('compensate') || process.outcomes.cancelled !== null;
  return [
    ...(undoes
      ? [
          { id: 'compensate', kind: 'compensate' as const },
          { id: 'cancelled', kind: 'cancelled' as const },
        ]
      : []),
    ...(consequences.has('escalate') ? [{ id: 'escalated', kind: 'escalated' as const }] : []),
    ...(consequences.has('fail') ? [{ id: 'failed', kind: 'failed' as const }] : []),
  ];
};
