/** A step that may be refused and can be undone. */
export type Compensatable = Readonly<{ name: string; undo: string }>;

/** A step that cannot be refused and is repeated until it succeeds: there is no way back from it, and none is needed. */
export type Retriable = Readonly<{ name: string; refusable: false }>;

export type Process = Readonly<{
  before: readonly Compensatable[];
  pivot: string;
  after: readonly Retriable[];
}>;

/** Steps that can still be taken back. The point of no return leads to another type, without a way to add one. */
export type Before = Readonly<{ step(name: string, undo: string): Before; pivot(name: string): After }>;
export type After = Readonly<{ step(name: string): After; process(): Process }>;

/** Builds a process in the only order that can be gone back until the pivot, and forward from there. */
export const begin = (before: readonly Compensatable[] = []): Before => ({
  step: (name, undo) => begin([...before, { name, undo }]),
  pivot: (name) => beyond({ before, pivot: name, after: [] }),
});

const beyond = (process: Process): After => ({
  step: (name) => beyond({ ...process, after: [...process.after, { name, refusable: false }] }),
  process: () => process,
});

/** What to do when a step is refused or keeps failing: undo, last first, or go on trying. */
export const onTrouble = ({ before, pivot }: Process, step: string): readonly string[] => {
  if (step === pivot) return undoing(before);
  const index = before.findIndex(({ name }) => name === step);
  return index < 0 ? [step] : undoing(before.slice(0, index));
};

const undoing = (done: readonly Compensatable[]): readonly string[] => done.map(({ undo }) => undo).reverse();
