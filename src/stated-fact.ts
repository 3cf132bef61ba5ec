import type { Span } from './conversation.ts';
import type { FactName, FactValue } from './knowledge/decision-schema.ts';

/** A fact about a process and where it comes from: read in the text, given by the caller, or read by the adviser. */
export type StatedFact = Readonly<{
  fact: FactName;
  value: FactValue;
  /** The words it was read from; null when it was given. */
  span: Span | null;
  source: 'text' | 'given' | 'adviser';
  /** How sure we are, above 0 and up to 1; certain when absent. */
  confidence?: number;
}>;
