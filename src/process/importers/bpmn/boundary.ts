import type { SketchStep } from '../sketch.ts';
import { attribute, childrenOf, childText, type Element } from '../xml.ts';
import { type FlowNode, localRef, type Model, nameOf } from './model.ts';

type Consequence = 'compensate' | 'retry' | 'continue' | 'escalate' | 'fail';

/** The refusals of a task: what its operation declares, and its error events. */
export const refusalsOf = (model: Model, task: string, declared: readonly string[]): readonly string[] => {
  const caught = attachedTo(model, task, 'errorEventDefinition').map(({ element }) => {
    const definition = childrenOf(element, 'errorEventDefinition')[0];
    return model.errors.get(localRef(definition && attribute(definition, 'errorRef'))) ?? nameOf(element);
  });
  return [...new Set([...declared, ...caught])];
};

/** What follows a refusal, when all error events of the task agree. */
export const onFailureOf = (model: Model, task: string): Consequence | undefined => {
  const found = new Set(
    attachedTo(model, task, 'errorEventDefinition').map(({ id }) => consequenceOf(model, id, task)),
  );
  const [only] = found;
  return found.size === 1 ? only : undefined;
};

/** The deadlines of a task whose length is a duration of the process document. */
export const timeoutsOf = (model: Model, task: string): SketchStep['timeouts'] =>
  attachedTo(model, task, 'timerEventDefinition').flatMap(({ id, element }) => {
    const timer = childrenOf(element, 'timerEventDefinition')[0];
    const after = timer && childText(timer, 'timeDuration');
    if (after === undefined || !DURATION.test(after)) return [];
    const reminds = attribute(element, 'cancelActivity') === 'false';
    return [{ after, then: reminds ? ('remind' as const) : ofSilence(consequenceOf(model, id, task)) }];
  });

/** A task that its deadline interrupts is not completed, and BPMN compensates only what is. */
const ofSilence = (consequence: Consequence): Consequence | 'assume_refused' =>
  consequence === 'compensate' ? 'assume_refused' : consequence;

const DURATION = /^P(?=.)(\d{1,5}W)?(\d{1,5}D)?(T(?=.)(\d{1,6}H)?(\d{1,6}M)?(\d{1,6}S)?)?$/;

/** The compensation handler tied to the task's compensation event. */
export const compensationOf = (model: Model, task: string): SketchStep['compensation'] => {
  const [mark] = attachedTo(model, task, 'compensateEventDefinition');
  const tie = mark && model.associations.find((one) => attribute(one, 'sourceRef') === mark.id);
  const handler = tie && model.nodes.get(attribute(tie, 'targetRef') ?? '');
  if (handler === undefined) return undefined;
  const operation = model.operations.get(localRef(attribute(handler.element, 'operationRef')));
  const message = model.messages.get(localRef(attribute(handler.element, 'messageRef')))?.name;
  const heard = message ?? operation?.asked;
  const success = operation?.answered;
  return handler.element.name === 'receiveTask'
    ? { on: heard === undefined ? undefined : [heard], success }
    : { command: operation?.asked ?? nameOf(handler.element), success };
};

const attachedTo = (model: Model, task: string, definition: string): readonly FlowNode[] =>
  [...model.nodes.values()].filter(
    ({ element }) => attribute(element, 'attachedToRef') === task && childrenOf(element, definition).length > 0,
  );

/** Where the flow out of a boundary event leads: back, to compensation, to people, to a stop, or on. */
const consequenceOf = (model: Model, event: string, task: string): Consequence => {
  const seen = new Set<string>();
  const left = [event];
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next === task) return 'retry';
    const element = model.nodes.get(next)?.element;
    const ended = element && endOf(element);
    if (next !== event && ended !== undefined) return ended;
    if (next !== event && element && /(?:Task|^task)$/.test(element.name)) return 'continue';
    left.push(...model.flows.filter(({ source }) => source === next).map(({ target }) => target));
  }
  return 'continue';
};

const endOf = (element: Element): Consequence | undefined => {
  const has = (definition: string) => childrenOf(element, definition).length > 0;
  if (has('compensateEventDefinition')) return 'compensate';
  if (has('escalationEventDefinition')) return 'escalate';
  if (has('terminateEventDefinition') || has('errorEventDefinition')) return 'fail';
  return undefined;
};
