import type { ProseWords } from '../knowledge/prose-schema.ts';
import { type Reading, readFor } from './prose/concerns.ts';
import { type Place, placesOf } from './prose/text.ts';
import { vocabularyOf } from './prose/vocabulary.ts';
import type { Evidence, Finding, Question, Statement } from './types.ts';

/** What a text about a design says: what is wrong, what it leaves open, what it answers. */
export type ProseReview = Readonly<{
  findings: readonly Finding[];
  questions: readonly Question[];
  held: readonly (Statement & Readonly<{ items: readonly string[] }>)[];
}>;

/**
 * Reads English prose (Markdown or plain) by word lists. It reports as a finding only what a sentence says outright; what
 * raises a concern that nothing in the text answers becomes a question. Every place is quoted verbatim with its line.
 */
export const reviewProse = (text: string, words: ProseWords): ProseReview => {
  const vocabulary = vocabularyOf(words);
  const read = placesOf(text);
  const about = read.some(({ plain }) => vocabulary.context.in(plain) >= 0);
  const places = read.map((place) => ({ ...place, plain: vocabulary.withoutNoise(place.plain) }));
  const readings = words.concerns.map((concern) => readFor(concern, places, words, vocabulary));
  return {
    findings: readings.filter(({ wrong }) => wrong.length > 0).map(asFinding),
    questions: about ? readings.filter(({ wrong, open }) => wrong.length < open.length).map(asQuestion) : [],
    held: readings.filter(({ settled, open }) => settled.length > 0 && open.length === 0).map(asStatement),
  };
};

/** What only prose says is repaired after what a document or a run of the checker shows. */
const rankOfProse = 13;

const asFinding = ({ concern, wrong }: Reading): Finding => ({
  rule: concern.id,
  text: concern.fails,
  evidence: wrong.map(quote),
  antiPattern: concern.anti_pattern ?? null,
  severity: 'error',
  items: [concern.item],
  change: concern.change,
  rank: rankOfProse,
});

const asQuestion = ({ concern, wrong, open }: Reading): Question => ({
  item: concern.item,
  antiPattern: concern.anti_pattern ?? null,
  rule: concern.id,
  text: concern.asks,
  evidence: open.filter((place) => !wrong.includes(place)).map(quote),
});

const asStatement = ({ concern, settled }: Reading): ProseReview['held'][number] => ({
  rule: concern.id,
  text: settled[0]?.text ?? '',
  items: [concern.item],
  evidence: settled.slice(0, 3).map(quote),
});

const quote = ({ line, text }: Place): Evidence => ({ source: 'prose', line, sentence: text });
