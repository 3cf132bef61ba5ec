import { pathToFileURL } from 'node:url';
import { type DetectionModel, detect } from '../src/detect/index.ts';
import type { Labelled } from './corpus.ts';
import { ownConversations } from './corpus.ts';
import { type DetectionFigures, evalDetection, printDetection } from './eval-detect.ts';
import { train } from './train.ts';

export const folds = 5;

type Talk = Labelled['messages'];
type Verdict = Pick<ReturnType<typeof detect>, 'detected' | 'triggers' | 'score'>;

/**
 * Judges the conversations of one fold by a model that never saw them nor their twins.
 * Answers the figures, the verdict on each by id, and what was held and judged by.
 */
export function holdOut(
  rows: readonly Labelled[],
  fold: number,
): Readonly<{
  figures: DetectionFigures;
  verdicts: ReadonlyMap<string, Verdict>;
  held: readonly Labelled[];
  model: DetectionModel;
}> {
  const foldOf = assignFolds(rows);
  const held = rows.filter(({ id }) => foldOf.get(id) === fold);
  const model = train(rows.filter(({ id }) => foldOf.get(id) !== fold));
  return {
    figures: evalDetection(held, (messages) => detect(messages, model)),
    held,
    model,
    verdicts: new Map(held.map(({ id, messages }) => [id, detect(messages, model)])),
  };
}

/** What length or the number of turns alone would give at their best threshold: a detector must be far above. */
export function baselines(rows: readonly Labelled[]): Readonly<Record<'length' | 'turns', DetectionFigures>> {
  const length = (messages: Talk) => messages.reduce((sum, { content }) => sum + content.length, 0);
  const turns = (messages: Talk) => messages.length;
  return { length: bestThreshold(rows, length), turns: bestThreshold(rows, turns) };
}

function bestThreshold(rows: readonly Labelled[], measure: (messages: Talk) => number): DetectionFigures {
  const values = [...new Set(rows.map(({ messages }) => measure(messages)))];
  const rules = values.flatMap((value) => [
    (messages: Talk) => measure(messages) >= value,
    (messages: Talk) => measure(messages) <= value,
  ]);
  const found = (rule: (messages: Talk) => boolean) => {
    const fired = rows.filter(({ messages }) => rule(messages));
    const right = fired.filter(({ detected }) => detected).length;
    return right / (fired.length + rows.filter(({ detected }) => detected).length);
  };
  const best = rules.map((rule) => ({ rule, worth: found(rule) })).sort((a, b) => b.worth - a.worth)[0];
  return evalDetection(rows, (messages) => ({ detected: best?.rule(messages) ?? false, triggers: [] }));
}

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

function report(rows: readonly Labelled[]): void {
  const verdicts = new Map<string, Verdict>();
  for (let fold = 0; fold < folds; fold++)
    for (const [id, verdict] of holdOut(rows, fold).verdicts) verdicts.set(id, verdict);
  const idOf = new Map(rows.map(({ id, messages }) => [messages, id]));
  const silent = { detected: false, triggers: [], score: 0 };
  const known = (messages: Talk) => verdicts.get(idOf.get(messages) ?? '') ?? silent;
  if (process.argv.includes('--misses'))
    for (const { id, detected, messages } of rows)
      if (known(messages).detected !== detected)
        console.log(detected ? 'missed' : 'fired ', known(messages).score, id, messages.at(-1)?.content.slice(0, 110));
  console.log(printDetection(`cross-validation, ${folds} folds`, evalDetection(rows, known)));
  const { length, turns } = baselines(rows);
  console.log(printDetection('length alone', length));
  console.log(printDetection('number of turns alone', turns));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) report(ownConversations());
