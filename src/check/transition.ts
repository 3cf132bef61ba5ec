import type { Condition } from '../process/rules.ts';
import { holds, type Layout, read, type SlotField, write } from './layout.ts';
import type { Action, Program } from './program.ts';

/** One transition, told exactly: the state before slots were sorted is what a reader can follow. */
export type Transition = Readonly<{
  before: Int32Array;
  after: Int32Array;
  /** Per group, at each place the place that its content had before sorting. */
  moved: readonly (readonly number[])[];
}>;

/** Whether every test of a condition holds in a state. */
export const met = (condition: Condition, layout: Layout, state: Int32Array): boolean =>
  holds({ all: condition }, layout, state, 0);

/**
 * Takes one action in one state, the obvious way. It serves stories, and tests compare both engines to it.
 * Undefined when the action is not possible.
 */
export const take = (program: Program, layout: Layout, action: Action, before: Int32Array): Transition | undefined => {
  if (!met(action.guard, layout, before)) return undefined;
  const after = before.slice();
  for (const effect of action.effects) {
    if (!met(effect.when ?? [], layout, before)) continue;
    const field = layout.field(effect.variable);
    const value = 'to' in effect ? effect.to : Math.min(read(before, 0, field) + effect.add, field.size - 1);
    write(after, 0, field, value);
  }
  for (const { message, clears, when } of program.eliminations)
    if (read(after, 0, layout.field(message)) === 1 && holds(when, layout, after, 0))
      for (const id of clears) write(after, 0, layout.field(id), 0);
  return { before, after, moved: layout.groups.map(({ slots }) => sort(slots, after)) };
};

const sort = (slots: readonly SlotField[], state: Int32Array): readonly number[] => {
  const contents = slots.map(({ word, shift, mask }) => ((state[word] ?? 0) >>> shift) & mask);
  const order = contents.map((_, index) => index);
  order.sort((left, right) => (contents[left] ?? 0) - (contents[right] ?? 0) || left - right);
  slots.forEach(({ word, shift, mask }, index) => {
    const content = contents[order[index] ?? 0] ?? 0;
    state[word] = ((state[word] ?? 0) & ~(mask << shift)) | (content << shift);
  });
  return order;
};
