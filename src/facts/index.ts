import type { Conversation } from '../conversation.ts';
import type { Answer } from '../knowledge/decision-schema.ts';
import type { FactLexicon } from '../knowledge/fact-lexicon-schema.ts';
import type { StatedFact } from '../stated-fact.ts';
import { evidenceIn } from './evidence.ts';
import { featuresOf, saidIn } from './features.ts';
import { languagesIn, languagesOf } from './language.ts';
import { withLeanings } from './leanings.ts';
import { partsOf } from './parts.ts';
import { segment } from './segment.ts';
import { weigh } from './weigh.ts';

export type { StatedFact } from '../stated-fact.ts';

/**
 * Reads what a conversation states about a process, one statement per fact, sorted by name, each with the verbatim
 * words it rests on and a confidence below 1. Understands denial, conditions, hearsay, corrections and the user's
 * yes or no to an adviser's question; what no phrase says it infers from the words as a whole.
 * Offline, deterministic; the phrases and the learned leanings are data in `knowledge/facts/`.
 */
export const extractFacts = (conversation: Conversation, lexicon: FactLexicon): readonly StatedFact[] => {
  const { sentences, spoken } = read(conversation, lexicon);
  const stated = weigh(spoken.flatMap((language) => evidenceIn(sentences, language)));
  return withLeanings(stated, saidIn(sentences, spoken), sentences, lexicon);
};

/**
 * What the kind of a conversation is judged by, for the trainer: feature number → value. Of the whole; of the sentences
 * alone in which a phrase bears the answer, null when there are none or no others; and of what is left without all that
 * bears an answer, null when nothing was told in it.
 */
export const featuresIn = (
  conversation: Conversation,
  lexicon: Omit<FactLexicon, 'leanings'>,
  answer: Answer | null,
  bits: number,
): Readonly<Record<'whole', Features> & Record<'core' | 'rest', Features | null>> => {
  const { sentences, spoken } = read(conversation, lexicon);
  const said = saidIn(sentences, spoken);
  const { core, rest } = partsOf(
    said,
    spoken.flatMap((language) => evidenceIn(sentences, language)),
    lexicon.kinds,
    answer,
  );
  return {
    whole: featuresOf(said, bits),
    core: core.length === 0 ? null : featuresOf(core, bits),
    rest: rest.length === 0 ? null : featuresOf(rest, bits),
  };
};

type Features = ReadonlyMap<number, number>;

const read = (conversation: Conversation, lexicon: Pick<FactLexicon, 'languages'>) => {
  const languages = languagesOf(lexicon);
  const sentences = segment(
    conversation,
    languages.map(({ speakers }) => speakers),
  );
  return { sentences, spoken: languagesIn(sentences, languages) };
};
