import type { SketchLexicon } from '../knowledge/sketch-schema.ts';
import { phrases } from './words.ts';

/** How long a step may take, as an ISO 8601 duration, and what happens then. */
export type Deadline = Readonly<{
  after: string;
  reaction: 'compensate' | 'escalate' | 'remind' | 'continue' | 'retry';
}>;

/** The deadline that the rest of a sentence gives to what was said before: "… within 5 days, else it is escalated". */
export const deadlineAfter = (text: string, from: number, lexicon: SketchLexicon): Deadline | null => {
  const rest = text.slice(from, from + 160);
  const sentence = rest.split(/[.;!?\n]/, 1)[0] ?? '';
  const { leads, numbers, units, reactions } = lexicon.deadlines;
  const forms = units.flatMap((unit) => unit.forms);
  const pattern = new RegExp(
    `\\b(?:${leads.join('|')}) (\\d{1,4}|${Object.keys(numbers).join('|')})[ -]?(${forms.join('|')})\\b`,
    'i',
  );
  // "and then we ship" opens the next step: its deadline is not ours.
  const [, count = '', unit = ''] = pattern.exec(sentence.split(/,? (?:and|then) /, 1)[0] ?? '') ?? [];
  const iso = units.find((each) => each.forms.includes(unit.toLowerCase()))?.iso;
  if (iso === undefined) return null;
  const told = reactions.find((each) => phrases(each.forms).test(sentence))?.reaction;
  return { after: iso.replace('n', String(numbers[count.toLowerCase()] ?? count)), reaction: told ?? 'compensate' };
};
