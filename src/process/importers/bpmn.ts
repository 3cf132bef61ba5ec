import { fail, type Result } from '../../errors.ts';
import { compensationOf, timeoutsOf } from './bpmn/boundary.ts';
import { handlerQuestions, isInHandler, undoneEndOf } from './bpmn/event-sub-process.ts';
import { type FlowNode, localRef, type Model, nameOf, readModel, TASKS } from './bpmn/model.ts';
import { stepsBefore } from './bpmn/order.ts';
import { refused, standIns } from './bpmn/refusals.ts';
import { draft } from './draft.ts';
import type { Imported } from './imported.ts';
import type { Question, Sketch, SketchService, SketchStep } from './sketch.ts';
import { attribute, childrenOf, documentationOf, readXml } from './xml.ts';

/**
 * Reads a BPMN 2.0 document: tasks and waiting message events are steps, refusals and deadlines their boundary events,
 * compensation what undoes them, lanes and interfaces who does them. Conditions on data come back as questions.
 */
export const importBpmn = (text: string): Result<Imported> => {
  const read = readXml(text);
  if (!read.ok) return read;
  const model = readModel(read.value);
  return model.processes.length === 0 ? fail(NO_PROCESS) : draft(sketchOf(model));
};

const NO_PROCESS = {
  problem: 'the XML has no BPMN process',
  allowed: 'a BPMN 2.0 document: <definitions> with at least one <process>',
  next: 'export the diagram as BPMN 2.0 XML (not as SVG, CMMN or DMN)',
};

const sketchOf = (model: Model): Sketch => {
  const nodes = [...model.nodes.values()].filter((node) => isStep(model, node));
  const ids = new Set(nodes.map(({ id }) => id));
  const steps = nodes.map((node) => stepOf(model, node, (id) => ids.has(id)));
  const [first] = model.processes;
  const pool = model.participants.find((one) => attribute(one, 'processRef') === (first && attribute(first, 'id')));
  const start = [...model.nodes.values()].find(
    ({ element, parent }) => element.name === 'startEvent' && parent === undefined,
  );
  const name = first && nameOf(first);
  return {
    name: name ?? (pool && nameOf(pool)),
    summary: first && documentationOf(first),
    services: servicesOf(model),
    coordinator: pool && attribute(pool, 'name') !== name ? attribute(pool, 'name') : undefined,
    starts: start && (messageOf(model, start) ?? attribute(start.element, 'name')),
    startedBy: starterOf(model, start?.id),
    steps,
    ...endsOf(model),
    events: Object.fromEntries(
      [...model.messages.values()].flatMap(({ name: message, summary }) =>
        summary === undefined ? [] : [[message, { summary }]],
      ),
    ),
    questions: [
      ...nodes.flatMap((node) => conditionQuestions(model, node)),
      ...handlerQuestions(model),
      ...standIns(model, nodes),
    ],
  };
};

const isStep = (model: Model, node: FlowNode): boolean => {
  const { element, id } = node;
  if (attribute(element, 'isForCompensation') === 'true' || isInHandler(model, node)) return false;
  const waits =
    element.name === 'intermediateCatchEvent' && messageOf(model, { element, id, parent: undefined }) !== undefined;
  return TASKS.has(element.name) || waits;
};

const stepOf = (model: Model, node: FlowNode, isOther: (id: string) => boolean): SketchStep => {
  const { id, element } = node;
  const operation = model.operations.get(localRef(attribute(element, 'operationRef')));
  const message = messageOf(model, node);
  const waits = element.name === 'receiveTask' || element.name === 'intermediateCatchEvent';
  const each = childrenOf(element, 'multiInstanceLoopCharacteristics')[0];
  const heard = message ?? operation?.asked;
  return {
    id: model.stepIds.get(id) ?? id,
    summary: documentationOf(element),
    service: operation?.service ?? model.lanes.get(id) ?? poolOf(model),
    ...(waits
      ? { on: heard === undefined ? undefined : [heard] }
      : { command: operation?.asked ?? message ?? attribute(element, 'name') }),
    success: operation?.answered === undefined ? [] : [operation.answered],
    ...refused(model, node, operation?.refusals ?? []),
    compensation: compensationOf(model, id),
    timeouts: timeoutsOf(model, id),
    after: stepsBefore(model, id, isOther).map((other) => model.stepIds.get(other) ?? other),
    when: whenOf(model, id),
    forEach: each && (childrenOf(each, 'inputDataItem').map(nameOf)[0] ?? 'item'),
    human: ['userTask', 'manualTask'].includes(element.name) || childrenOf(element, 'humanPerformer').length > 0,
  };
};

const messageOf = (model: Model, { element }: FlowNode): string | undefined => {
  const definition = childrenOf(element, 'messageEventDefinition')[0];
  const reference = attribute(element, 'messageRef') ?? (definition && attribute(definition, 'messageRef'));
  if (reference !== undefined) return model.messages.get(localRef(reference))?.name;
  return definition === undefined ? undefined : attribute(element, 'name');
};

const poolOf = ({ participants, processes }: Model): string | undefined => {
  const [only] = participants.filter((one) => attribute(one, 'processRef') !== undefined);
  return participants.length === 1 && only
    ? nameOf(only)
    : participants.length === 0 && processes[0]
      ? attribute(processes[0], 'name')
      : undefined;
};

const servicesOf = ({ interfaces, nodes, lanes }: Model): Readonly<Record<string, SketchService>> => {
  const used = [...lanes].filter(([id]) => nodes.has(id)).map(([, name]) => [name, {}] as const);
  const described = interfaces.map(({ name, summary }) => [name, { summary }] as const);
  return Object.fromEntries(interfaces.length > 0 ? described : used);
};

const starterOf = (model: Model, start: string | undefined): string | undefined => {
  const source = model.messageFlows.find((flow) => start !== undefined && attribute(flow, 'targetRef') === start);
  const participant = model.participants.find(
    (one) => source && attribute(one, 'id') === attribute(source, 'sourceRef'),
  );
  return participant && nameOf(participant);
};

/** The end after compensation is the cancelled one; the first other end that sends a message, the completed one. */
const endsOf = (model: Model): Readonly<{ completed: string | undefined; cancelled: string | undefined }> => {
  const ends = [...model.nodes.values()].filter(
    ({ element, parent }) => element.name === 'endEvent' && parent === undefined,
  );
  const undoes = new Set(
    [...model.nodes.values()]
      .filter(
        ({ element }) =>
          childrenOf(element, 'compensateEventDefinition').length > 0 && element.name !== 'boundaryEvent',
      )
      .map(({ id }) => id),
  );
  const isCancelled = ({ id }: FlowNode) =>
    undoes.has(id) || model.flows.some(({ source, target }) => target === id && undoes.has(source));
  const cancelled = ends.find(isCancelled);
  const completed = ends.find((end) => !isCancelled(end) && messageOf(model, end) !== undefined);
  return {
    completed: completed && messageOf(model, completed),
    cancelled: cancelled ? messageOf(model, cancelled) : undoneEndOf(model),
  };
};

const EVENTS = /^[A-Za-z][A-Za-z0-9_.-]{0,63}(?: or [A-Za-z][A-Za-z0-9_.-]{0,63}){0,31}$/;

/** The condition of the flow into a step, when it is made of names of events. */
const whenOf = (model: Model, id: string): readonly string[] | undefined => {
  const conditions = model.flows.filter(({ target, condition }) => target === id && condition !== undefined);
  const [only] = conditions;
  const known = answers(model);
  const names = only?.condition?.split(' or ');
  return conditions.length === 1 &&
    only?.condition &&
    EVENTS.test(only.condition) &&
    names?.every((name) => known.has(name))
    ? names
    : undefined;
};

const conditionQuestions = (model: Model, node: FlowNode): readonly Question[] =>
  whenOf(model, node.id) !== undefined
    ? []
    : model.flows
        .filter(({ target, condition }) => target === node.id && condition !== undefined)
        .map(({ condition }) => ({
          path: `steps.${model.stepIds.get(node.id) ?? node.id}.when`,
          question: `It is taken only under the condition "${condition?.slice(0, 120)}": which event decides that?`,
        }));

const answers = ({ operations }: Model): ReadonlySet<string> =>
  new Set([...operations.values()].flatMap(({ answered, refusals }) => [...(answered ? [answered] : []), ...refusals]));
