/** Answers one question of the world with something other than no. */
export type Deviation = Readonly<{ question: number; answer: number }>;

/** The misfortunes of one run. */
export type Script = ReturnType<typeof createScript>;

/** How a piece of work ended. */
export type Step = Readonly<{ crashed: boolean; error: Error | null }>;

/** Answers the questions of a run: no, except where the plan says otherwise. */
export function createScript(plan: readonly Deviation[], only: (fault: string) => boolean) {
  const asked: number[] = [];
  const faults: string[] = [];
  const trace: string[] = [];
  let crashed: ((step: Step) => void) | null = null;

  const choose = (answers: number, name: (answer: number) => string) => {
    if (answers < 2 || !only(name(1))) return 0;
    const question = asked.push(answers) - 1;
    const answer = plan.find((deviation) => deviation.question === question)?.answer ?? 0;
    if (answer > 0) {
      faults.push(name(answer));
      trace.push(`FAULT ${name(answer)}`);
    }
    return answer;
  };
  const may = (fault: string) => choose(2, () => fault) === 1;
  const dies = (point: string) => crashed !== null && may(`crash ${point}`);
  const die = () => {
    crashed?.({ crashed: true, error: null });
    // A process that has ended runs no catch and no finally: it just never goes on.
    return new Promise<never>(() => {});
  };
  return {
    asked,
    faults,
    trace,
    choose,
    may,
    die,
    dies,
    async crash(point: string) {
      if (dies(point)) await die();
    },
    /** Runs work that a crash may cut short. */
    async step(work: () => Promise<void>): Promise<Step> {
      const crash = new Promise<Step>((resolve) => {
        crashed = resolve;
      });
      const done = work().then(
        () => ({ crashed: false, error: null }),
        (error: unknown) => ({ crashed: false, error: error instanceof Error ? error : new Error(String(error)) }),
      );
      const result = await Promise.race([crash, done]);
      crashed = null;
      return result;
    },
  };
}
