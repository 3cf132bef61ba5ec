import type { SlotField } from './layout.ts';

/** Sorts the slots of a group in the state at `base`: of all states that differ in their order only, the one representative. */
export const sortSlots = (slots: readonly SlotField[], states: Int32Array, base: number): void => {
  const contents = slots.map(({ word, shift, mask }) => ((states[base + word] ?? 0) >>> shift) & mask);
  contents.sort((left, right) => left - right);
  slots.forEach(({ word, shift, mask }, index) => {
    states[base + word] = ((states[base + word] ?? 0) & ~(mask << shift)) | ((contents[index] ?? 0) << shift);
  });
};
