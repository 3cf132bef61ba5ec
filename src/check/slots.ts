import { read, type SlotField, write } from './layout.ts';

/**
 * Sorts the slots of a group in the state at `base`: of all states that differ in their order only, the one
 * representative. By insertion, for hardly more than one slot is ever out of place.
 */
export const sortSlots = (slots: readonly SlotField[], states: Int32Array, base: number): void => {
  for (let next = 1; next < slots.length; next += 1) {
    const slot = slots[next];
    if (slot) insert(slots, next, read(states, base, slot), states, base);
  }
};

const insert = (slots: readonly SlotField[], next: number, content: number, states: Int32Array, base: number): void => {
  let free = slots[next];
  for (let index = next - 1; index >= 0; index -= 1) {
    const slot = slots[index];
    if (!slot || !free) return;
    const other = read(states, base, slot);
    if (other <= content) break;
    write(states, base, free, other);
    free = slot;
  }
  if (free && free !== slots[next]) write(states, base, free, content);
};
