import type { Question } from '../sketch.ts';
import { attribute, childrenOf } from '../xml.ts';
import { type FlowNode, type Model, nameOf, TASKS } from './model.ts';

/** Whether a node stands in a sub-process that an event starts: it is no part of the flow. */
export const isInHandler = (model: Model, node: FlowNode): boolean => handlerAround(model, node) !== undefined;

/** What an error of a node leads to that has no boundary event for it: what the handler of its scope does. */
export const onErrorOf = (model: Model, node: FlowNode): 'compensate' | 'fail' | undefined => {
  const handler = errorHandlerOf(model, node);
  if (handler === undefined) return undefined;
  return inside(model, handler).some(throwsCompensation) ? 'compensate' : 'fail';
};

/** The end of a handler that undoes: what is said when everything is undone. */
export const undoneEndOf = (model: Model): string | undefined => {
  const handlers = [...model.nodes.values()].filter(
    (node) => isHandler(node) && catchesErrors(model, node) && inside(model, node).some(throwsCompensation),
  );
  const end = handlers
    .flatMap((handler) => inside(model, handler))
    .find(({ element }) => element.name === 'endEvent' && attribute(element, 'name') !== undefined);
  return end && nameOf(end.element);
};

/** Work that only a handler does is no step; what it is for is asked. */
export const handlerQuestions = (model: Model): readonly Question[] =>
  [...model.nodes.values()]
    .filter((node) => TASKS.has(node.element.name) && isInHandler(model, node))
    .map(({ element }) => ({
      path: 'steps',
      question: `"${nameOf(element)}" is done only in a sub-process that an event starts: does it undo a step, or only tell of the end?`,
    }));

const isHandler = ({ element }: FlowNode): boolean => attribute(element, 'triggeredByEvent') === 'true';

const handlerAround = ({ nodes }: Model, { parent }: FlowNode): FlowNode | undefined => {
  for (let scope = nodes.get(parent ?? ''); scope !== undefined; scope = nodes.get(scope.parent ?? ''))
    if (isHandler(scope)) return scope;
  return undefined;
};

const errorHandlerOf = (model: Model, node: FlowNode): FlowNode | undefined => {
  const scopes = new Set([node.parent]);
  for (let scope = model.nodes.get(node.parent ?? ''); scope !== undefined; scope = model.nodes.get(scope.parent ?? ''))
    scopes.add(scope.parent);
  return [...model.nodes.values()].find(
    (other) => isHandler(other) && scopes.has(other.parent) && catchesErrors(model, other),
  );
};

const catchesErrors = (model: Model, handler: FlowNode): boolean =>
  inside(model, handler).some(
    ({ element }) => element.name === 'startEvent' && childrenOf(element, 'errorEventDefinition').length > 0,
  );

const throwsCompensation = ({ element }: FlowNode): boolean =>
  (element.name === 'intermediateThrowEvent' || element.name === 'endEvent') &&
  childrenOf(element, 'compensateEventDefinition').length > 0;

const inside = ({ nodes }: Model, { id }: FlowNode): readonly FlowNode[] =>
  [...nodes.values()].filter(({ parent }) => parent === id);
