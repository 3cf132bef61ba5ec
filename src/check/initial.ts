import { holds, type Layout, write } from './layout.ts';
import type { Program } from './program.ts';
import { sortSlots } from './slots.ts';

/** The state in which every variable has its initial value, reduced as any other state is. */
export const initialState = ({ variables, eliminations }: Program, layout: Layout): Int32Array => {
  const state = new Int32Array(layout.words);
  for (const { id, initial } of variables) write(state, 0, layout.field(id), initial);
  for (const { clears, when } of eliminations)
    if (holds(when, layout, state, 0)) for (const id of clears) write(state, 0, layout.field(id), 0);
  for (const { slots } of layout.groups) sortSlots(slots, state, 0);
  return state;
};
