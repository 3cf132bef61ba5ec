import type { CheckerWords } from '../knowledge/checker-words-schema.ts';
import type { Rule } from '../process/rules.ts';
import { type Decided, firedRules } from './decide.ts';
import { fill } from './fill.ts';
import { grouped } from './grouped.ts';

/**
 * Work that never runs, in words; what only guards against surprises is not expected to. Of the members of a fan-out, which
 * the search does not tell apart, one that runs is enough.
 */
export const deadRules = ({ compiled, exploration }: Decided, { acts }: CheckerWords): readonly string[] => {
  const { model, program } = compiled;
  const ran = firedRules(model, program, exploration);
  const fanOuts = new Set([...model.variables, ...model.messages].flatMap(({ slot }) => slot?.group ?? []));
  const ofAll = (text: string): string =>
    [...fanOuts]
      .reduce((found, group) => found.replaceAll(new RegExp(`(^|/)${group}-\\d+`, 'g'), `$1${group}`), text)
      .replace(/^(rule-\d+)\/\d+$/, '$1');
  const work = model.rules.filter(({ act }) => act.kind === 'undo' || act.kind === 'rule');
  const told = ({ id, on, act }: Rule): string => {
    const message = model.messages.find((each) => each.id === on)?.name;
    const what = act.step === null ? inDocument(ofAll(id)) : fill(acts[act.kind] ?? id, { step: ofAll(act.step) });
    return message === undefined ? what : `${message}: ${what}`;
  };
  const dead = [...grouped(work, ({ id }) => ofAll(id)).values()].filter(
    (alike) => !alike.some(({ id }) => ran.has(id)),
  );
  return [...new Set(dead.flatMap(([first]) => (first ? [told(first)] : [])))];
};

/** Rules that a document writes are found by their place in it. */
const inDocument = (id: string): string => id.replace(/^rule-(\d+)$/, (_, number) => `rules[${Number(number) - 1}]`);
