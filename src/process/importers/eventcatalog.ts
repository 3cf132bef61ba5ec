import { fail, type Result } from '../../errors.ts';
import { draft } from './draft.ts';
import { at, field, fieldsOf, itemsOf, readForeign, textOf } from './foreign.ts';
import type { Imported } from './imported.ts';
import type { Sketch, SketchStep } from './sketch.ts';

type Arrow = Readonly<{ to: string; label: string | undefined }>;
type Node = Readonly<{
  id: string;
  title: string | undefined;
  summary: string | undefined;
  message: string | undefined;
  service: string | undefined;
  external: boolean;
  actor: string | undefined;
  custom: unknown;
  next: readonly Arrow[];
}>;
type Flow = Readonly<{
  nodes: readonly Node[];
  byId: ReadonlyMap<string, Node>;
  before: (node: Node) => readonly Node[];
}>;

/**
 * Reads an EventCatalog flow (`flows/<id>/index.mdx`, or its front matter alone): services and external systems are the
 * steps, the messages around them what they handle and answer, custom nodes of type Compensation what undoes them.
 */
export const importEventcatalog = (text: string): Result<Imported> => {
  const read = readForeign(frontMatter(text));
  if (!read.ok) return read;
  const steps = itemsOf(field(read.value, 'steps'));
  return steps.length === 0 ? fail(NO_FLOW) : draft(sketchOf(read.value, flowOf(steps)));
};

const NO_FLOW = {
  problem: 'the front matter has no `steps`',
  allowed: 'the page of an EventCatalog flow',
  next: 'import flows/<id>/index.mdx, not the page of a service, a message or a domain',
};

/** Everything keeps its line. */
const frontMatter = (text: string): string => {
  const opened = /^\uFEFF?---\r?\n/.exec(text);
  if (opened === null) return text;
  const end = text.indexOf('\n---', opened[0].length - 1);
  return `\n${text.slice(opened[0].length, end < 0 ? text.length : end + 1)}`;
};

const flowOf = (steps: readonly unknown[]): Flow => {
  const nodes = withDistinctTitles(steps.map(nodeOf));
  const incoming = new Map<string, Node[]>();
  for (const node of nodes) for (const { to } of node.next) incoming.set(to, [...(incoming.get(to) ?? []), node]);
  return { nodes, byId: new Map(nodes.map((node) => [node.id, node])), before: ({ id }) => incoming.get(id) ?? [] };
};

/** A step is called after the title of its node; two of one title are told apart. */
const withDistinctTitles = (nodes: readonly Node[]): readonly Node[] => {
  const taken = new Set<string>();
  return nodes.map((node) => {
    if (node.service === undefined) return node;
    const base = stepId(node);
    let title = base;
    for (let n = 2; taken.has(title); n += 1) title = `${base} ${n}`;
    taken.add(title);
    return { ...node, title };
  });
};

const nodeOf = (step: unknown): Node => ({
  id: textOf(field(step, 'id')) ?? '',
  title: textOf(field(step, 'title')),
  summary: textOf(field(step, 'summary')),
  message: textOf(at(step, 'message', 'id')),
  service: textOf(at(step, 'service', 'id')) ?? textOf(at(step, 'externalSystem', 'name')),
  external: field(step, 'externalSystem') !== undefined,
  actor: textOf(at(step, 'actor', 'name')),
  custom: field(step, 'custom'),
  next: [...itemsOf(field(step, 'next_step')), ...itemsOf(field(step, 'next_steps'))].flatMap((arrow) => {
    const to = textOf(arrow) ?? textOf(field(arrow, 'id'));
    return to === undefined ? [] : [{ to, label: textOf(field(arrow, 'label')) }];
  }),
});

const sketchOf = (root: unknown, flow: Flow): Sketch => {
  const services = flow.nodes.filter(({ service }) => service !== undefined);
  const steps = services.map((node) => stepOf(flow, node));
  const first = flow.nodes.find(
    (node) => node.message !== undefined && flow.before(node).every(({ actor }) => actor !== undefined),
  );
  const version = textOf(field(root, 'version'));
  const ends = flow.nodes.filter(({ message, next }) => message !== undefined && next.length === 0);
  const afterUndo = (node: Node) => flow.before(node).some(isCompensation) || node.id === 'process.cancelled';
  return {
    name: textOf(field(root, 'id')) ?? textOf(field(root, 'name')),
    summary: textOf(field(root, 'summary')),
    version: version === '0.0.0' ? undefined : version,
    services: Object.fromEntries(services.map(({ service = '', external }) => [service, external ? { external } : {}])),
    starts: first?.message,
    startedBy: first && flow.before(first).find(({ actor }) => actor !== undefined)?.actor,
    steps,
    completed: ends.find((node) => !afterUndo(node) && isAnnouncement(flow, node))?.message,
    cancelled: ends.find(afterUndo)?.message,
  };
};

/** A message that only other messages lead to says something about the whole, not about one service. */
const isAnnouncement = (flow: Flow, node: Node): boolean => {
  const before = flow.before(node);
  return before.length > 0 && before.every(({ message }) => message !== undefined);
};

const stepOf = (flow: Flow, node: Node): SketchStep => {
  const heard = flow.before(node).filter(({ message }) => message !== undefined);
  const commands = heard.filter((one) => isCommand(flow, one));
  const answers = node.next.flatMap(({ to, label }) => {
    const message = flow.byId.get(to)?.message;
    return message === undefined ? [] : [{ message, refuses: label !== undefined && REFUSES.test(label) }];
  });
  const [command] = commands;
  return {
    id: stepId(node),
    summary: node.summary,
    service: node.service,
    ...(command === undefined
      ? { on: heard.length === 0 ? undefined : heard.flatMap(({ message }) => message ?? []) }
      : { command: command.message, after: stepsBefore(flow, commands) }),
    success: answers.filter(({ refuses }) => !refuses).map(({ message }) => message),
    failure: answers.filter(({ refuses }) => refuses).map(({ message }) => message),
    compensation: compensationOf(flow, stepId(node)),
  };
};

const REFUSES = /\b(?:refus|reject|fail|declin|den[iy])/i;

const stepId = ({ id, title }: Node): string => (id.startsWith('step.') ? id.slice('step.'.length) : (title ?? id));

/** A message that another message leads to was sent by somebody who decides: a command. One from a service is an event. */
const isCommand = (flow: Flow, node: Node): boolean => {
  const before = flow.before(node);
  return before.length > 0 && before.every(({ message, custom }) => message !== undefined || custom !== undefined);
};

/** The services whose answers lead to these nodes. */
const stepsBefore = (flow: Flow, nodes: readonly Node[]): readonly string[] => {
  const found: string[] = [];
  const seen = new Set<string>();
  const left = nodes.flatMap(flow.before);
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    if (next.service !== undefined) found.push(stepId(next));
    else left.unshift(...flow.before(next));
  }
  return found;
};

const isCompensation = ({ custom }: Node): boolean => textOf(field(custom, 'type'))?.toLowerCase() === 'compensation';

const compensationOf = (flow: Flow, step: string): SketchStep['compensation'] => {
  const properties = flow.nodes
    .filter(isCompensation)
    .map(({ custom }) => fieldsOf(field(custom, 'properties')))
    .find((one) => textOf(field(one, 'undoes')) === step);
  if (properties === undefined) return undefined;
  const on = textOf(field(properties, 'on'))?.split(', ');
  return { command: textOf(field(properties, 'command')), on, success: textOf(field(properties, 'success')) };
};
