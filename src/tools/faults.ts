import type { CheckResult } from '../check/index.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { ParsedProcess } from '../process/parse.ts';
import type { FaultFinding } from '../review/index.ts';

/** Enough for real designs, and little enough to answer at once where the check is not what was asked for. */
const STATES = 200_000;

/** Checks a document in passing, for tools whose answer is about more than faults. */
export const checkInPassing = async ({ process }: ParsedProcess, knowledge: Knowledge): Promise<CheckResult> => {
  const [{ check }, { normalise }] = await Promise.all([
    import('../check/index.ts'),
    import('../process/normalise.ts'),
  ]);
  return check(normalise(process), { words: knowledge.checker(), limits: { states: STATES } });
};

/** The findings of a check as the review takes them. */
export const faultFindings = ({ findings }: CheckResult): readonly FaultFinding[] =>
  findings.map(({ property, title, sentence, checklist, antiPattern, fixes }) => ({
    property,
    sentence: `${title}: ${sentence}`,
    items: checklist,
    antiPattern,
    change: fixes[0]?.change ?? null,
  }));
