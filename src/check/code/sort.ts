import type { SlotField } from '../layout.ts';
import { wordBytes } from '../memory.ts';
import {
  and,
  atMostUnsigned,
  block,
  branchIf,
  type Code,
  constant,
  get,
  load,
  or,
  set,
  shiftLeft,
  shiftRight,
  store,
} from '../wasm/instructions.ts';
import type { Routine } from '../wasm/module.ts';

/** The twin of `sortSlots` in code: sorts the slots of a group in the state at an address. */
export const sortRoutine = (slots: readonly SlotField[]): Routine => ({
  parameters: 1,
  locals: 2,
  body: [slots.slice(1).map((_, index) => block(inserting(slots.slice(0, index + 2).reverse()))), constant(0)],
});

const [state, content, other] = [0, 1, 2];

/** Moves what the first slot holds on until the next holds nothing larger. */
const inserting = (slots: readonly SlotField[]): readonly Code[] =>
  slots.slice(1).map((next, index) => {
    const free = slots[index] ?? next;
    return [
      set(content, held(free)),
      set(other, held(next)),
      branchIf(atMostUnsigned(get(other), get(content)), 0),
      holding(free, other),
      holding(next, content),
    ];
  });

const held = ({ word, shift, mask }: SlotField): Code =>
  and(shiftRight(load(get(state), word * wordBytes), constant(shift)), constant(mask));

const holding = ({ word, shift, mask }: SlotField, value: number): Code =>
  store(
    get(state),
    or(and(load(get(state), word * wordBytes), constant(~(mask << shift))), shiftLeft(get(value), constant(shift))),
    word * wordBytes,
  );
