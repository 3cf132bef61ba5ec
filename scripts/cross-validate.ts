import { detect } from '../src/detect/index.ts';
import type { Labelled } from './corpus.ts';
import { ownConversations } from './corpus.ts';
import { evalDetection, printDetection } from './eval-detect.ts';
import { train } from './train.ts';

const folds = 5;

/** Judges every own conversation by a model that never saw it (nor its twin), and names what it got wrong. */
async function crossValidate(rows: readonly Labelled[]): Promise<void> {
  const foldOf = assignFolds(rows);
  const verdicts = new Map<string, ReturnType<typeof detect>>();
  for (let fold = 0; fold < folds; fold++) {
    const model = train(rows.filter((row) => foldOf.get(row.id) !== fold));
    for (const { id, messages, from } of rows.filter((row) => foldOf.get(row.id) === fold)) {
      verdicts.set(key(messages), detect(messages, model));
      if (from !== undefined) verdicts.set(key(messages.slice(0, from)), detect(messages.slice(0, from), model));
      const verdict = verdicts.get(key(messages));
      const row = rows.find((one) => one.id === id);
      if (process.argv.includes('--misses') && row && verdict && row.detected !== verdict.detected)
        console.log(
          `${row.detected ? 'missed' : 'fired '} ${verdict.score} ${id} ${messages.at(-1)?.content.slice(0, 110)}`,
        );
    }
  }
  const known = (messages: Labelled['messages']) => verdicts.get(key(messages)) ?? { detected: false, triggers: [] };
  console.log(printDetection(`cross-validation, ${folds} folds`, evalDetection(rows, known)));
  for (const [name, rule] of Object.entries(baselines(rows)))
    console.log(
      printDetection(
        name,
        evalDetection(rows, (messages) => ({ detected: rule(messages), triggers: [] })),
      ),
    );
}

const key = (messages: Labelled['messages']): string => JSON.stringify(messages);

/** Twins go to the same fold, neighbours in a file to different ones. */
function assignFolds(rows: readonly Labelled[]): ReadonlyMap<string, number> {
  const groups = new Map<string, number>();
  return new Map(
    rows.map(({ id, pair }) => {
      const group = pair ?? id;
      const fold = groups.get(group) ?? groups.size % folds;
      groups.set(group, fold);
      return [id, fold];
    }),
  );
}

/** What length or the number of turns alone would give, at their best threshold: our detector must be far above. */
function baselines(rows: readonly Labelled[]): Readonly<Record<string, (messages: Labelled['messages']) => boolean>> {
  const length = (messages: Labelled['messages']) => messages.reduce((sum, { content }) => sum + content.length, 0);
  const turns = (messages: Labelled['messages']) => messages.length;
  return { 'length only': bestThreshold(rows, length), 'turns only': bestThreshold(rows, turns) };
}

function bestThreshold(
  rows: readonly Labelled[],
  measure: (messages: Labelled['messages']) => number,
): (messages: Labelled['messages']) => boolean {
  const values = [...new Set(rows.map(({ messages }) => measure(messages)))];
  const rules = values.flatMap((value) => [
    (messages: Labelled['messages']) => measure(messages) >= value,
    (messages: Labelled['messages']) => measure(messages) <= value,
  ]);
  const worth = (rule: (messages: Labelled['messages']) => boolean) =>
    rows.filter(({ messages, detected }) => rule(messages) === detected).length;
  return rules.reduce((best, rule) => (worth(rule) > worth(best) ? rule : best));
}

await crossValidate(ownConversations());
