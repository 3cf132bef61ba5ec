import type { Conversation } from '../conversation.ts';
import type { FactLexicon } from '../knowledge/fact-lexicon-schema.ts';
import type { StatedFact } from '../stated-fact.ts';
import { evidenceIn } from './evidence.ts';
import { languagesIn, languagesOf } from './language.ts';
import { segment } from './segment.ts';
import { weigh } from './weigh.ts';

export type { StatedFact } from '../stated-fact.ts';

/**
 * Reads what a conversation states about a process, one statement per fact, sorted by name, each with the verbatim
 * words it rests on and a confidence below 1. Understands denial, conditions, hearsay, corrections and the user's
 * yes or no to an adviser's question. Offline, deterministic; the phrases are data in `knowledge/facts/`.
 */
export const extractFacts = (conversation: Conversation, lexicon: FactLexicon): readonly StatedFact[] => {
  const languages = languagesOf(lexicon);
  const sentences = segment(
    conversation,
    languages.map(({ speakers }) => speakers),
  );
  return weigh(languagesIn(sentences, languages).flatMap((language) => evidenceIn(sentences, language)));
};
