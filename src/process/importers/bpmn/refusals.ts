import type { Question, SketchStep } from '../sketch.ts';
import { onFailureOf, refusalsOf } from './boundary.ts';
import { onErrorOf } from './event-sub-process.ts';
import { type FlowNode, type Model, nameOf } from './model.ts';

/** What refuses a step, and what that leads to: by its own events, or by those that its whole scope has. */
export const refused = (
  model: Model,
  node: FlowNode,
  declared: readonly string[],
): Pick<SketchStep, 'failure' | 'onFailure'> => {
  const failure = refusalsOf(model, node.id, declared);
  if (failure.length > 0) return { failure, onFailure: onFailureOf(model, node.id) };
  const onFailure = onErrorOf(model, node);
  return onFailure === undefined
    ? { failure, onFailure }
    : { failure: [`${model.stepIds.get(node.id) ?? node.id} failed`], onFailure };
};

/** Asks for the events that stand-ins were used for. */
export const standIns = (model: Model, nodes: readonly FlowNode[]): readonly Question[] => {
  const caught = nodes.filter((node) => refusalsOf(model, node.id, []).length === 0 && onErrorOf(model, node));
  const names = caught.slice(0, 12).map(({ element }) => `"${nameOf(element)}"`);
  return names.length === 0
    ? []
    : [
        {
          path: 'steps',
          question: `Errors of ${names.join(', ')} are caught for all of them at once: which events refuse them for good? Stand-ins are used.`,
        },
      ];
};
