import type { CheckResult } from '../check/index.ts';
import type { ParsedProcess } from '../process/parse.ts';
import type { FaultFinding } from '../review/index.ts';
import { checkProgress } from './check-progress.ts';
import { fixText, type Unrepaired, unrepairedText } from './check-view.ts';
import type { ToolContext } from './tool.ts';

/** Enough for real designs, and little enough to answer soon where the check is not what was asked for. */
const LIMITS = { limits: { states: 200_000 }, milliseconds: 20_000 };

/** Checks a document in passing, for tools whose answer is about more than faults. */
export const checkInPassing = async ({ process }: ParsedProcess, context: ToolContext): Promise<CheckResult> => {
  const [{ checkResponsively }, { normalise }] = await Promise.all([
    import('../check-worker.ts'),
    import('../process/normalise.ts'),
  ]);
  const job = { process: normalise(process), words: context.knowledge.checker(), signal: context.signal };
  return checkResponsively({ ...job, ...LIMITS, ...checkProgress(context) });
};

/** The findings of a check as the review takes them. */
export const faultFindings = ({ findings }: CheckResult, words: Unrepaired): readonly FaultFinding[] =>
  findings.map(({ property, title, sentence, checklist, antiPattern, fixes }) => ({
    property,
    sentence: `${title}: ${sentence}`,
    items: checklist,
    antiPattern,
    change: fixes[0] ? fixText(fixes[0]) : `${title}: ${unrepairedText(property, words)}`,
  }));
