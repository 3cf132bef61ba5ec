import type { NormalisedProcess } from '../../normalised.ts';
import { type Xml, xml } from '../xml-text.ts';
import { documentation, errorId, messageId, operationId } from './definitions.ts';
import type { Graph, Node } from './graph.ts';

/** A node of the flow as its BPMN element, with its flows and what its event means. */
export const flowNode = (process: NormalisedProcess, node: Node, graph: Graph): Xml => {
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
    case 'cancelled':
    case 'escalated':
    case 'failed':
      return end(process.outcomes, node, kind, graph);
    default:
      return kind satisfies never;
  }
};

const end = (
  { completed, cancelled }: NormalisedProcess['outcomes'],
  node: Node,
  kind: 'completed' | 'cancelled' | 'escalated' | 'failed',
  graph: Graph,
): Xml => {
  const { id } = node;
  const event = (name: string, ...definitions: readonly Xml[]) =>
    xml('bpmn:endEvent', { id, name }, ...wired(node, graph), ...definitions);
  switch (kind) {
    case 'completed':
      return event(completed, messageEvent(id, completed));
    case 'cancelled':
      return cancelled === null ? event('undone') : event(cancelled, messageEvent(id, cancelled));
    case 'escalated': {
      const is = { id: `${id}.is`, escalationRef: 'escalation' };
      return event('people decide', xml('bpmn:escalationEventDefinition', is));
    }
    case 'failed':
      return event('stopped', xml('bpmn:terminateEventDefinition', { id: `${id}.is` }));
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
