import type { Formula } from '../process/rules.ts';
import type { Program, ProgramVariable } from './program.ts';

/** Where a variable lives in a bit-packed state: bits `shift` … of word `word`. `mask` is not shifted. */
export type Field = Readonly<{ word: number; shift: number; mask: number; size: number }>;

/** One slot of interchangeable parts: adjacent bits of one word. */
export type SlotField = Readonly<{ word: number; shift: number; mask: number }>;

export type Layout = Readonly<{
  /** Words of 32 bits per state. */
  words: number;
  field: (variable: string) => Field;
  /** Per group, the slots by index; a group whose slots do not fit a word is left out. */
  groups: readonly Readonly<{ name: string; slots: readonly SlotField[] }>[];
}>;

const wordBits = 32;

/** Packs the variables of a program; slots first, each in adjacent bits, so that sorting slots is sorting numbers. */
export const layoutOf = ({ variables, groups }: Program): Layout => {
  const byId = new Map(variables.map((variable) => [variable.id, variable]));
  const fields = new Map<string, Field>();
  const used: number[] = [];
  const place = (bits: number): { word: number; shift: number } => {
    const found = used.findIndex((taken) => taken + bits <= wordBits);
    const word = found < 0 ? used.length : found;
    const shift = used[word] ?? 0;
    used[word] = shift + bits;
    return { word, shift };
  };
  const put = ({ id, size }: ProgramVariable, word: number, shift: number): number => {
    fields.set(id, { word, shift, mask: 2 ** bitsFor(size) - 1, size });
    return shift + bitsFor(size);
  };
  const slots = groups.map(({ slots: members }) =>
    members.map((ids) => {
      const inSlot = ids.flatMap((id) => byId.get(id) ?? []);
      const bits = inSlot.reduce((sum, { size }) => sum + bitsFor(size), 0);
      if (bits >= wordBits) return null;
      const { word, shift } = place(bits);
      inSlot.reduce((at, member) => put(member, word, at), shift);
      return { word, shift, mask: 2 ** bits - 1 };
    }),
  );
  for (const variable of variables) {
    if (fields.has(variable.id)) continue;
    const { word, shift } = place(bitsFor(variable.size));
    put(variable, word, shift);
  }
  return {
    words: used.length,
    field: (id) => {
      const field = fields.get(id);
      if (!field) throw new Error(`no variable ${id}`);
      return field;
    },
    groups: slots
      .map((group, index) => ({ name: groups[index]?.name ?? '', slots: group.filter((slot) => slot !== null) }))
      .filter((group) => group.slots.length > 1),
  };
};

/** The words of a state of so many. */
export const wordsOf = (width: number): readonly number[] => Array.from({ length: width }, (_, word) => word);

const bitsFor = (size: number): number => Math.max(1, Math.ceil(Math.log2(size)));

/** The value of a field in the state that begins at `base`. */
export const read = (states: Int32Array, base: number, { word, shift, mask }: SlotField): number =>
  ((states[base + word] ?? 0) >>> shift) & mask;

/** Sets the value of a field in the state that begins at `base`. */
export const write = (states: Int32Array, base: number, { word, shift, mask }: SlotField, value: number): void => {
  states[base + word] = ((states[base + word] ?? 0) & ~(mask << shift)) | (value << shift);
};

/** Whether a formula holds in the state that begins at `base`. The slow, obvious way: for stories and tests. */
export const holds = (formula: Formula, layout: Layout, states: Int32Array, base: number): boolean => {
  if ('all' in formula) return formula.all.every((part) => holds(part, layout, states, base));
  if ('any' in formula) return formula.any.some((part) => holds(part, layout, states, base));
  return ((formula.values >>> read(states, base, layout.field(formula.variable))) & 1) === 1;
};
