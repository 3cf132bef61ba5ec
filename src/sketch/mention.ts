import type { Span } from '../conversation.ts';
import type { BusinessVerb } from '../knowledge/sketch-schema.ts';
import type { Deadline } from './deadline.ts';
import type { Party } from './party.ts';

/** A business verb met in a text: as a step of the way forward, or as the undoing of one. */
export type Mention = Readonly<{
  verb: BusinessVerb;
  role: 'forward' | 'undo';
  /** Told of a refusal: it never stands for a step of the way forward. */
  failing: boolean;
  /** PascalCase; null when the text says "it" or nothing. */
  object: string | null;
  of: 'noun' | 'pronoun' | 'none';
  party: Party | null;
  deadline: Deadline | null;
  span: Span;
}>;
