import type { SketchLexicon } from '../knowledge/sketch-schema.ts';
import { wordsAfter, wordsBefore } from './words.ts';

/** "the invoice", "a fraud check": after an article, a word that is no third person or participle is no verb. */
export const isNoun = (content: string, start: number, form: string, lexicon: SketchLexicon): boolean => {
  if (form.includes(' ')) return false;
  const [second = '', first = ''] = wordsBefore(content, start, 2).map((word) => word.toLowerCase());
  const isDeterminer = (word: string) => lexicon.determiners.includes(word) || /['’]s$/.test(word);
  if (first === '' || isDeterminer(first)) return isDeterminer(first === '' ? second : first);
  const closed = [lexicon.auxiliaries, lexicon.boundaries, lexicon.pronouns, lexicon.persons, lexicon.resumes];
  const between = !/s$/.test(first) && !closed.some((list) => list.includes(first));
  return isDeterminer(second) && between && !/(?:s|ed|t|a)$/i.test(form);
};

/** "book service", "order placed": the word before a kind of party or a participle is part of a name. */
export const isCompound = (content: string, end: number, lexicon: SketchLexicon): boolean => {
  const next = wordsAfter(content, end, 1)[0]?.text.toLowerCase() ?? '';
  return (
    lexicon.parties.includes(next) || (/ed$/.test(next) && lexicon.verbs.some(({ forms }) => forms.includes(next)))
  );
};

/** "never charge", "without booking": a denial stands just before. */
export const isNegated = (content: string, start: number, lexicon: SketchLexicon): boolean =>
  wordsBefore(content, start, 3).some((word) => lexicon.negations.includes(word.toLowerCase()));

/** "When an order is placed", "after the guest has paid": what must be so before, not what the process does. */
export const isCondition = (content: string, start: number, { conditions, resumes }: SketchLexicon): boolean => {
  const words = wordsBefore(content, start, 7).map((word) => word.toLowerCase());
  const at = words.findLastIndex((word) => conditions.includes(word));
  return at >= 0 && !words.slice(at).some((word) => resumes.includes(word));
};

/** A refusal earlier in the same sentence: what follows tells of undoing. */
export const isFailing = (content: string, start: number, failures: RegExp): boolean => {
  const before = content.slice(Math.max(0, start - 240), start);
  const sentence = before.slice(
    Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n'), before.lastIndexOf('; ')) + 1,
  );
  failures.lastIndex = 0;
  return failures.test(sentence);
};

/** "releases nothing", "charges no fee". */
export const isDenied = (content: string, end: number, lexicon: SketchLexicon): boolean =>
  lexicon.negations.includes(wordsAfter(content, end, 1)[0]?.text.toLowerCase() ?? '');

/** "I installed a server" tells of the one who asks; "send an event", "start the consumers" of the machine room. */
export const isTalk = (content: string, start: number, done: string, { technical }: SketchLexicon): boolean =>
  wordsBefore(content, start, 1)[0] === 'I' || technical.includes(done.split(' ').at(-1)?.toLowerCase() ?? '');
