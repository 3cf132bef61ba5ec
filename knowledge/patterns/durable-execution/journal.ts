/** Results of finished steps, kept durably, in order. */
export type Journal = Readonly<{
  read(index: number): Readonly<{ step: string; result: string }> | undefined;
  append(step: string, result: string): Promise<void>;
}>;

export type Step = (name: string, work: (key: string) => Promise<string>) => Promise<string>;

/**
 * Runs a workflow over its journal: what is recorded is returned, only what is not is done. The key is the same in every
 * run, so that a step that was done and not recorded is recognised by whoever does it. Code that no longer fits the
 * journal is an error and not a guess.
 */
export const run = async <T>(id: string, journal: Journal, workflow: (step: Step) => Promise<T>): Promise<T> => {
  let next = 0;
  return workflow(async (name, work) => {
    const index = next;
    next += 1;
    const recorded = journal.read(index);
    if (recorded === undefined) {
      const result = await work(`${id}/${index}/${name}`);
      await journal.append(name, result);
      return result;
    }
    if (recorded.step !== name) throw new Error(`step ${index} was "${recorded.step}", the code says "${name}"`);
    return recorded.result;
  });
};
