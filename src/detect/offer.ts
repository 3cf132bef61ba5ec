import type { Conversation } from '../conversation.ts';
import type { DetectionModel } from '../knowledge/detection-schema.ts';
import type { Detector } from './compile.ts';
import { tokenize } from './tokenize.ts';

/**
 * Whether to make the offer now: `make` once per conversation, `already-made` from then on, `declined` after the user
 * said no to it or asked not to be offered anything, `none` when there is no need for it.
 */
export type Offer = 'make' | 'already-made' | 'declined' | 'none';

/** Reads from the dialogue itself whether the offer was made and how it was answered. */
export function offerIn(
  conversation: Conversation,
  needed: boolean,
  model: DetectionModel,
  { matchRefusal }: Detector,
): Offer {
  const wanted = wordsOf(model.offer);
  let made = false;
  let answered = false;
  for (const { role, content } of conversation) {
    if (role === 'assistant') {
      if (!made && wordsOf(content).includes(wanted)) made = true;
      continue;
    }
    if (role !== 'user') continue;
    const hits = matchRefusal(tokenize(content));
    if (hits.some(({ concept }) => concept === 1)) return 'declined';
    if (made && !answered) {
      answered = true;
      if (hits.some(({ concept, from }) => concept === 0 && from <= farthestNo)) return 'declined';
    }
  }
  if (made) return 'already-made';
  return needed ? 'make' : 'none';
}

/** A no comes first in an answer; later in it the same word negates something else. */
const farthestNo = 2;

/** Assistants add quotes, bold marks and line breaks to the phrase. */
const wordsOf = (text: string): string =>
  tokenize(text)
    .map(({ word }) => word)
    .join(' ');
