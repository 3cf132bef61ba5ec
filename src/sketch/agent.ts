import type { SketchLexicon } from '../knowledge/sketch-schema.ts';
import { wordsBefore } from './words.ts';

/** Who acts: a person outside, a party with a name, or nobody the text names ("we", a passive, an imperative). */
export type Agent =
  | Readonly<{ kind: 'person' }>
  | Readonly<{ kind: 'party'; words: readonly string[]; asked: boolean }>
  | Readonly<{ kind: 'unnamed' }>;

const UNNAMED: Agent = { kind: 'unnamed' };

/** The subject of the active verb `form` at `start`: "the bank releases", "ask DHL to pick", "finance charges". */
export const agentBefore = (text: string, start: number, form: string, lexicon: SketchLexicon): Agent => {
  const words = [...wordsBefore(text, start, 7)];
  let helped = false;
  let infinitive = false;
  while (lexicon.auxiliaries.includes(words.at(-1)?.toLowerCase() ?? '')) {
    if (words.pop()?.toLowerCase() === 'to') infinitive = true;
    else helped = true;
  }
  const subject = nounsAtEnd(words, lexicon);
  const last = subject.at(-1) ?? '';
  if (last === '') return UNNAMED;
  // "ask DHL to pick it up" names who acts, "in order to pick it up" does not.
  if (infinitive && !helped && !/^\p{Lu}/u.test(last)) return UNNAMED;
  if (!helped && !infinitive && !agrees(last, form, text.slice(start + form.length), lexicon)) return UNNAMED;
  return lexicon.persons.includes(last.toLowerCase())
    ? { kind: 'person' }
    : { kind: 'party', words: subject, asked: infinitive && !helped };
};

/** "finance charges", "couriers charge", "the supplier cancelled the order"; not "card charged twice". */
const agrees = (subject: string, form: string, after: string, lexicon: SketchLexicon): boolean => {
  if (/ed$/i.test(form)) return lexicon.determiners.includes(/^ ([\p{L}]+)/u.exec(after)?.[1]?.toLowerCase() ?? '');
  if (/ing$/i.test(form)) return false;
  const plural = /s$/i.test(subject) || lexicon.persons.includes(subject.toLowerCase());
  return plural || /[sta]$/i.test(form.split(' ', 1)[0] ?? '');
};

const MOST_WORDS = 2;

/** The noun phrase that ends a clause; a proper name ends where the small letters before it begin. */
const nounsAtEnd = (words: readonly string[], lexicon: SketchLexicon): readonly string[] => {
  const phrase: string[] = [];
  const ends = [lexicon.determiners, lexicon.boundaries, lexicon.pronouns, lexicon.failures, lexicon.conditions];
  for (const word of words.toReversed()) {
    const lower = word.toLowerCase();
    const first = phrase[0];
    if ([...ends, lexicon.negations, lexicon.resumes].some((list) => list.includes(lower)) || /['’]s$/.test(lower))
      break;
    if (first !== undefined && /^\p{Lu}/u.test(first) && !/^\p{Lu}/u.test(word)) break;
    if (lexicon.fillers.includes(lower)) continue;
    phrase.unshift(word);
    if (phrase.length === MOST_WORDS) break;
  }
  return phrase;
};
