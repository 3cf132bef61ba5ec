import type { NormalisedProcess } from '../normalised.ts';
import { definitionsOf, documentation } from './bpmn/definitions.ts';
import { diagramOf } from './bpmn/diagram.ts';
import { flowNode } from './bpmn/flow-node.ts';
import { BPMN_GAPS } from './bpmn/gaps.ts';
import { type Flow, type Graph, graphOf } from './bpmn/graph.ts';
import { type Exported, lostIn } from './exported.ts';
import { printXml, type Xml, xml } from './xml-text.ts';

/**
 * One BPMN 2.0 diagram: a pool for the coordinator with a lane per service, refusals and deadlines as boundary events,
 * undoing as compensation. Services are interfaces; commands, answers and refusals are their operations.
 */
export const exportBpmn = (whole: NormalisedProcess): Exported => {
  const process = drawable(whole);
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
  return { files: { [`${process.id}.bpmn`]: printXml(document) }, lost: lostIn(whole, BPMN_GAPS) };
};

/** Without the deadlines that BPMN would turn into others. */
const drawable = (process: NormalisedProcess): NormalisedProcess => ({
  ...process,
  steps: process.steps.map((step) => ({
    ...step,
    timeouts: step.timeouts.filter(({ then }) => then !== 'assume_refused' || step.onFailure === 'compensate'),
  })),
});

const NAMESPACES = {
  'xmlns:bpmn': 'http://www.omg.org/spec/BPMN/20100524/MODEL',
  'xmlns:bpmndi': 'http://www.omg.org/spec/BPMN/20100524/DI',
  'xmlns:dc': 'http://www.omg.org/spec/DD/20100524/DC',
  'xmlns:di': 'http://www.omg.org/spec/DD/20100524/DI',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
};

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
