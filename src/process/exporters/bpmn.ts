import type { NormalisedProcess } from '../normalised.ts';
import { definitionsOf, documentation, errorId, messageId, operationId } from './bpmn/definitions.ts';
import { diagramOf } from './bpmn/diagram.ts';
import { type Flow, type Graph, graphOf, type Node } from './bpmn/graph.ts';
import { type Exported, type Gap, lostIn } from './exported.ts';
import { printXml, type Xml, xml } from './xml-text.ts';

/**
 * One BPMN 2.0 diagram: a pool for the coordinator with a lane per service, refusals and deadlines as boundary events,
 * undoing as compensation. Services are interfaces; commands, answers and refusals are their operations.
 */
export const exportBpmn = (process: NormalisedProcess): Exported => {
  const graph = graphOf(process);
  const document = xml(
    'bpmn:definitions',
    { ...NAMESPACES, id: 'definitions', targetNamespace: `urn:process:${process.id}` },
    ...definitionsOf(process),
    collaboration(process),
    xml(
      'bpmn:process',
      { id: 'process', name: process.id, isExecutable: 'false' },
      ...documentation(process.summary),
      lanes(process, graph),
      ...graph.nodes.map((node) => flowNode(process, node, graph)),
      ...graph.flows.map(sequenceFlow),
      ...graph.nodes.flatMap(({ kind, step }) =>
        kind === 'undoMark' && step
          ? [
              xml('bpmn:association', {
                id: `ties.${step.id}`,
                associationDirection: 'One',
                sourceRef: `mark.${step.id}`,
                targetRef: `undo.${step.id}`,
              }),
            ]
          : [],
      ),
    ),
    diagramOf(process, graph),
  );
  return { files: { [`${process.id}.bpmn`]: printXml(document) }, lost: lostIn(process, GAPS) };
};

const NAMESPACES = {
  'xmlns:bpmn': 'http://www.omg.org/spec/BPMN/20100524/MODEL',
  'xmlns:bpmndi': 'http://www.omg.org/spec/BPMN/20100524/DI',
  'xmlns:dc': 'http://www.omg.org/spec/DD/20100524/DC',
  'xmlns:di': 'http://www.omg.org/spec/DD/20100524/DI',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
};

const HANDLING = 'BPMN draws the flow, not how a participant handles a message';

const GAPS: readonly Gap[] = [
  { path: 'version', why: 'BPMN has no version of a process; engines add their own' },
  { path: 'pattern', why: 'BPMN draws any flow, whoever decides' },
  { path: 'delivery', why: 'BPMN knows no broker' },
  {
    path: 'services.*',
    why: 'a BPMN interface needs an operation; this service has no step',
    when: ({ path }, { steps, coordinator }) =>
      coordinator?.service !== path[1] && !steps.some(({ service }) => service === path[1]),
  },
  {
    path: 'services.*.summary',
    why: 'a BPMN interface needs an operation; this service has no step',
    when: ({ path }, { steps }) => !steps.some(({ service }) => service === path[1]),
  },
  ...['owner', 'database', 'outbox', 'inbox', 'external', 'idempotencyKey', 'lookup', 'calls'].map((word) => ({
    path: `services.*.${word}`,
    why: HANDLING,
  })),
  ...['durable', 'outbox', 'inbox', 'concurrency', 'state', 'decisions'].map((word) => ({
    path: `coordinator.${word}`,
    why: HANDLING,
  })),
  { path: 'steps.*.on', why: 'a receive task waits for one message', when: ({ value }) => isLong(value) },
  { path: 'steps.*.match', why: 'a receive task waits for one message' },
  {
    path: 'steps.*.when',
    why: 'it branches on an answer that an operation has no room for',
    when: ({ value }, { steps }) =>
      Array.isArray(value) &&
      !value.every((event) => steps.some(({ success, failure }) => success[0] === event || failure.includes(event))),
  },
  { path: 'steps.*.success', why: 'an operation has one answer', when: ({ value }) => isLong(value) },
  { path: 'steps.*.compensation.on', why: 'a receive task waits for one message', when: ({ value }) => isLong(value) },
  ...['ifNotApplied', 'when', 'retry'].map((word) => ({
    path: `steps.*.compensation.${word}`,
    why: 'BPMN compensation has neither conditions nor retries',
  })),
  { path: 'steps.*.retry', why: 'retries are left to the engines' },
  {
    path: 'steps.*.timeouts',
    why: 'a timer event sends nothing by itself',
    when: ({ value }) => Array.isArray(value) && value.some((one) => one.send !== null),
  },
  {
    path: 'steps.*.onFailure',
    why: 'a flow says what follows a refusal; without one there is none',
    when: ({ path }, { steps }) => steps.some(({ id, failure }) => id === path[1] && failure.length === 0),
  },
  ...['kind', 'count', 'join', 'sync', 'readOnly', 'idempotent', 'resource', 'transaction', 'needs'].map((word) => ({
    path: `steps.*.${word}`,
    why: HANDLING,
  })),
  { path: 'compensate', why: 'BPMN always undoes in reverse order' },
  { path: 'outcomes.partial', why: 'a fan-out in BPMN has one way out' },
  ...['visibility', 'carries', 'consumers'].map((word) => ({
    path: `events.*.${word}`,
    why: 'a BPMN message is a name and a reference to a structure',
  })),
  { path: 'resources', why: 'BPMN resources are people' },
  { path: 'reactions', why: 'BPMN draws nobody that the flow does not reach' },
  { path: 'observability', why: 'BPMN has no word for running a process' },
  { path: 'instances', why: 'only the fault check uses it' },
  { path: 'variables', why: 'rules have no place in a flow' },
  { path: 'rules', why: 'rules have no place in a flow' },
];

const isLong = (value: unknown): boolean => Array.isArray(value) && value.length > 1;

const collaboration = ({ id, coordinator, startedBy }: NormalisedProcess): Xml =>
  xml(
    'bpmn:collaboration',
    { id: 'collaboration' },
    xml('bpmn:participant', { id: 'pool', name: coordinator?.service ?? id, processRef: 'process' }),
    ...(startedBy === null
      ? []
      : [
          xml('bpmn:participant', { id: 'starter', name: startedBy }),
          xml('bpmn:messageFlow', { id: 'starting', sourceRef: 'starter', targetRef: 'start' }),
        ]),
  );

const lanes = (process: NormalisedProcess, { nodes }: Graph): Xml =>
  xml(
    'bpmn:laneSet',
    { id: 'lanes' },
    ...laneNames(process).map((name, at) =>
      xml(
        'bpmn:lane',
        { id: `lane.${name}`, name },
        ...nodes
          .filter(({ step }) => (step === undefined ? at === 0 : step.service === name))
          .map(({ id }) => xml('bpmn:flowNodeRef', {}, id)),
      ),
    ),
  );

const laneNames = ({ steps }: NormalisedProcess): readonly string[] => [
  ...new Set(steps.map(({ service }) => service)),
];

const sequenceFlow = ({ id, source, target, condition }: Flow): Xml =>
  xml(
    'bpmn:sequenceFlow',
    { id, sourceRef: source, targetRef: target, name: condition },
    ...(condition === undefined
      ? []
      : [xml('bpmn:conditionExpression', { 'xsi:type': 'bpmn:tFormalExpression' }, condition)]),
  );

const flowNode = (process: NormalisedProcess, node: Node, graph: Graph): Xml => {
  const { id, kind, step, text } = node;
  switch (kind) {
    case 'start':
      return xml(
        'bpmn:startEvent',
        { id, name: process.starts },
        ...wired(node, graph),
        messageEvent(id, process.starts),
      );
    case 'task':
    case 'undo':
      return task(node, graph);
    case 'refusal':
      return boundary(node, graph, xml('bpmn:errorEventDefinition', { id: `${id}.is`, errorRef: errorId(text ?? '') }));
    case 'deadline':
      return boundary(node, graph, xml('bpmn:timerEventDefinition', { id: `${id}.is` }, duration(text ?? '')));
    case 'undoMark':
      return xml(
        'bpmn:boundaryEvent',
        { id, attachedToRef: `task.${step?.id}` },
        xml('bpmn:compensateEventDefinition', { id: `${id}.is` }),
      );
    case 'parallel':
      return xml('bpmn:parallelGateway', { id }, ...wired(node, graph));
    case 'exclusive':
      return xml('bpmn:exclusiveGateway', { id, default: otherwise(node, graph) }, ...wired(node, graph));
    case 'compensate':
      return xml(
        'bpmn:intermediateThrowEvent',
        { id, name: 'undo' },
        ...wired(node, graph),
        xml('bpmn:compensateEventDefinition', { id: `${id}.is` }),
      );
    case 'completed':
      return xml(
        'bpmn:endEvent',
        { id, name: process.outcomes.completed },
        ...wired(node, graph),
        messageEvent(id, process.outcomes.completed),
      );
    case 'cancelled': {
      const { cancelled } = process.outcomes;
      const sends = cancelled === null ? [] : [messageEvent(id, cancelled)];
      return xml('bpmn:endEvent', { id, name: cancelled ?? 'undone' }, ...wired(node, graph), ...sends);
    }
    case 'escalated':
      return xml(
        'bpmn:endEvent',
        { id, name: 'people decide' },
        ...wired(node, graph),
        xml('bpmn:escalationEventDefinition', { id: `${id}.is`, escalationRef: 'escalation' }),
      );
    case 'failed':
      return xml(
        'bpmn:endEvent',
        { id, name: 'stopped' },
        ...wired(node, graph),
        xml('bpmn:terminateEventDefinition', { id: `${id}.is` }),
      );
    default:
      return kind satisfies never;
  }
};

const wired = ({ id }: Node, { flows }: Graph): readonly Xml[] => [
  ...flows.filter(({ target }) => target === id).map((flow) => xml('bpmn:incoming', {}, flow.id)),
  ...flows.filter(({ source }) => source === id).map((flow) => xml('bpmn:outgoing', {}, flow.id)),
];

const otherwise = ({ id }: Node, { flows }: Graph): string | undefined =>
  flows.find(({ source, otherwise: isDefault }) => source === id && isDefault)?.id;

const messageEvent = (id: string, name: string): Xml =>
  xml('bpmn:messageEventDefinition', { id: `${id}.is`, messageRef: messageId(name) });

const duration = (text: string): Xml => xml('bpmn:timeDuration', { 'xsi:type': 'bpmn:tFormalExpression' }, text);

const boundary = (node: Node, graph: Graph, definition: Xml): Xml =>
  xml(
    'bpmn:boundaryEvent',
    {
      id: node.id,
      name: node.text,
      attachedToRef: `task.${node.step?.id}`,
      cancelActivity: node.interrupts === false ? 'false' : undefined,
    },
    ...wired(node, graph),
    definition,
  );

const task = (node: Node, graph: Graph): Xml => {
  const { step } = node;
  if (step === undefined) throw new Error(`the task ${node.id} belongs to no step`);
  const undo = node.kind === 'undo';
  const command = undo ? step.compensation?.command : step.command;
  const heard = undo ? step.compensation?.on[0] : step.on[0];
  const about = {
    id: node.id,
    name: command ?? (undo ? `undo ${step.id}` : step.id),
    isForCompensation: undo ? 'true' : undefined,
    operationRef: operationId(step, undo),
  };
  const parts = undo
    ? []
    : [
        ...documentation(step.summary),
        ...wired(node, graph),
        ...performer(node.id, step.human),
        ...loop(node.id, step.forEach),
      ];
  return command === null || command === undefined
    ? xml('bpmn:receiveTask', { ...about, messageRef: heard === undefined ? undefined : messageId(heard) }, ...parts)
    : xml('bpmn:serviceTask', about, ...parts);
};

const performer = (id: string, human: boolean): readonly Xml[] =>
  human ? [xml('bpmn:humanPerformer', { id: `${id}.person`, name: 'a person' })] : [];

const loop = (id: string, item: string | null): readonly Xml[] =>
  item === null
    ? []
    : [
        xml(
          'bpmn:multiInstanceLoopCharacteristics',
          { id: `${id}.each` },
          xml('bpmn:inputDataItem', { id: `${id}.item`, name: item }),
        ),
      ];
