import { attribute } from '../xml.ts';
import type { Model } from './model.ts';

/** The steps that come right before a node, found by walking the flows back through gateways and events. */
export const stepsBefore = (model: Model, id: string, isStep: (id: string) => boolean): readonly string[] => {
  const found: string[] = [];
  const seen = new Set([id]);
  const left = [...sourcesOf(model, id)];
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (isStep(next)) found.push(next);
    else left.unshift(...sourcesOf(model, next));
  }
  return found;
};

/** Where the flows into a node come from; a default flow is the way around a step, so it is not followed. */
const sourcesOf = (model: Model, id: string): readonly string[] => {
  const node = model.nodes.get(id);
  const attached = node && attribute(node.element, 'attachedToRef');
  if (attached !== undefined) return [attached];
  const direct = model.flows.filter(({ target, isDefault }) => target === id && !isDefault).map(({ source }) => source);
  // The first node of a sub-process comes after what leads into it; after a sub-process comes its last node.
  if (direct.length === 0 && node?.parent !== undefined) return [node.parent];
  return direct.flatMap((source) => lastInside(model, source));
};

const lastInside = (model: Model, id: string): readonly string[] => {
  const inner = [...model.nodes.values()].filter(({ parent }) => parent === id);
  if (inner.length === 0) return [id];
  return inner
    .filter(
      (node) =>
        !model.flows.some(({ source }) => source === node.id) && attribute(node.element, 'attachedToRef') === undefined,
    )
    .map((node) => node.id);
};
