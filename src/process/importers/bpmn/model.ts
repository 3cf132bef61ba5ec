import { allOf, attribute, childrenOf, childText, documentationOf, type Element } from '../xml.ts';

export type Operation = Readonly<{
  service: string;
  asked: string | undefined;
  answered: string | undefined;
  refusals: readonly string[];
}>;

export type FlowNode = Readonly<{ id: string; element: Element; parent: string | undefined }>;

export type SequenceFlow = Readonly<{
  id: string;
  source: string;
  target: string;
  condition: string | undefined;
  isDefault: boolean;
}>;

/** What matters of a BPMN document, references resolved. */
export type Model = Readonly<{
  processes: readonly Element[];
  nodes: ReadonlyMap<string, FlowNode>;
  flows: readonly SequenceFlow[];
  /** What a step at a node is called: our own id, else its name; two of one name are told apart. */
  stepIds: ReadonlyMap<string, string>;
  messages: ReadonlyMap<string, Readonly<{ name: string; summary: string | undefined }>>;
  errors: ReadonlyMap<string, string>;
  operations: ReadonlyMap<string, Operation>;
  interfaces: readonly Readonly<{ name: string; summary: string | undefined }>[];
  /** Name of the lane, else of the pool, by id of the flow node. */
  lanes: ReadonlyMap<string, string>;
  participants: readonly Element[];
  messageFlows: readonly Element[];
  associations: readonly Element[];
}>;

export const TASKS: ReadonlySet<string> = new Set([
  'task',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'userTask',
  'manualTask',
  'scriptTask',
  'businessRuleTask',
  'callActivity',
]);

const NODES = /(?:Task|Event|Gateway|Activity|^task|^subProcess|^transaction|^adHocSubProcess)$/;

/** Collects what an importer needs; unknown elements are passed over. */
export const readModel = (definitions: Element): Model => {
  const all = allOf(definitions);
  const named = (name: string) => all.filter((element) => element.name === name);
  const messages = new Map(
    named('message').map((message) => [
      attribute(message, 'id') ?? '',
      { name: nameOf(message), summary: documentationOf(message) },
    ]),
  );
  const errors = new Map(named('error').map((error) => [attribute(error, 'id') ?? '', nameOf(error)]));
  const nodes = nodesOf(named('process'));
  const defaults = new Set(all.flatMap((element) => attribute(element, 'default') ?? []));
  return {
    processes: named('process'),
    nodes,
    stepIds: stepIdsOf(nodes),
    flows: named('sequenceFlow').map((flow) => ({
      id: attribute(flow, 'id') ?? '',
      source: attribute(flow, 'sourceRef') ?? '',
      target: attribute(flow, 'targetRef') ?? '',
      condition: childText(flow, 'conditionExpression') ?? attribute(flow, 'name'),
      isDefault: defaults.has(attribute(flow, 'id') ?? ''),
    })),
    messages,
    errors,
    operations: operationsOf(named('interface'), messages, errors),
    interfaces: named('interface').map((one) => ({ name: nameOf(one), summary: documentationOf(one) })),
    lanes: lanesOf(named('lane')),
    participants: named('participant'),
    messageFlows: named('messageFlow'),
    associations: named('association'),
  };
};

/** Its name, else its id. */
export const nameOf = (element: Element): string =>
  attribute(element, 'name')?.trim() || (attribute(element, 'id') ?? element.name);

const nodesOf = (processes: readonly Element[]): ReadonlyMap<string, FlowNode> => {
  const nodes = new Map<string, FlowNode>();
  const left: Readonly<{ element: Element; parent: string | undefined }>[] = processes.map((element) => ({
    element,
    parent: undefined,
  }));
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    for (const element of next.element.children) {
      const id = attribute(element, 'id');
      if (id === undefined || !NODES.test(element.name)) continue;
      nodes.set(id, { id, element, parent: next.parent });
      if (/(?:ubProcess|transaction)$/.test(element.name)) left.push({ element, parent: id });
    }
  }
  return nodes;
};

const stepIdsOf = (nodes: ReadonlyMap<string, FlowNode>): ReadonlyMap<string, string> => {
  const taken = new Set<string>();
  return new Map(
    [...nodes.values()].map(({ id, element }) => {
      const base = id.startsWith('task.') ? id.slice('task.'.length) : nameOf(element);
      let name = base;
      for (let n = 2; taken.has(name); n += 1) name = `${base} ${n}`;
      taken.add(name);
      return [id, name];
    }),
  );
};

const operationsOf = (
  interfaces: readonly Element[],
  messages: Model['messages'],
  errors: Model['errors'],
): ReadonlyMap<string, Operation> =>
  new Map(
    interfaces.flatMap((one) =>
      childrenOf(one, 'operation').map((operation): readonly [string, Operation] => [
        attribute(operation, 'id') ?? '',
        {
          service: nameOf(one),
          asked: messages.get(localRef(childText(operation, 'inMessageRef')))?.name,
          answered: messages.get(localRef(childText(operation, 'outMessageRef')))?.name,
          refusals: childrenOf(operation, 'errorRef').flatMap(({ text }) => errors.get(localRef(text.trim())) ?? []),
        },
      ]),
    ),
  );

/** References may carry a namespace prefix. */
export const localRef = (reference: string | undefined): string =>
  reference === undefined ? '' : reference.slice(reference.lastIndexOf(':') + 1);

const lanesOf = (lanes: readonly Element[]): ReadonlyMap<string, string> =>
  new Map(
    lanes.flatMap((lane) => childrenOf(lane, 'flowNodeRef').map(({ text }) => [text.trim(), nameOf(lane)] as const)),
  );
