import type { DetectionModel } from '../knowledge/detection-schema.ts';
import type { Detector } from './compile.ts';
import type { Reading } from './features.ts';
import type { Token } from './tokenize.ts';
import { tokenize } from './tokenize.ts';

/**
 * Whether to make the offer now: `make` once per conversation, `already-made` from then on, `declined` after the user
 * said no to it or asked not to be offered anything, `none` when there is no need for it.
 */
export type Offer = 'make' | 'already-made' | 'declined' | 'none';

/** Reads from the dialogue itself whether the offer was made and how it was answered. */
export function offerIn(
  readings: readonly Reading[],
  needed: boolean,
  model: DetectionModel,
  { matchRefusal }: Detector,
): Offer {
  const wanted = wordsOf(tokenize(model.offer));
  let made = false;
  let answered = false;
  for (const { ours, tokens } of readings) {
    if (ours) {
      made ||= wordsOf(tokens).includes(wanted);
      continue;
    }
    const hits = matchRefusal(tokens);
    if (hits.some(({ concept }) => concept === 1)) return 'declined';
    if (made && !answered) {
      answered = true;
      const first = hits.filter(({ from }) => from <= farthestNo);
      const accepted = first.some(({ concept }) => concept === 2);
      if (!accepted && first.some(({ concept }) => concept === 0)) return 'declined';
    }
  }
  if (made) return 'already-made';
  return needed ? 'make' : 'none';
}

/** A no comes first in an answer; later in it the same word negates something else. */
const farthestNo = 2;

/** Assistants add quotes, bold marks and line breaks to the phrase. */
const wordsOf = (tokens: readonly Token[]): string => tokens.map(({ word }) => word).join(' ');
