import * as z from 'zod/v4';
import type { Conversation, Span } from '../conversation.ts';
import type { DecisionTable, FactName } from '../knowledge/decision-schema.ts';
import type { StatedFact } from '../stated-fact.ts';

/** How far the adviser is believed; a statement of the caller or of the text outweighs it. */
const CONFIDENCE = 0.85;
/** In bytes of UTF-8, so that an ideograph counts as a short word does: a shorter quote would occur anywhere. */
const SHORTEST_QUOTE = 8;

/** The shape the provider is told to answer in. All fields required and no extras, as strict structured output wants. */
export const replySchema = (table: DecisionTable) => {
  const place = { message: z.int(), quote: z.string() };
  return z.strictObject({
    facts: z.array(
      z.strictObject({
        fact: z.enum(table.facts.map(({ name }) => name)),
        value: z.union([z.boolean(), z.int(), z.string()]),
        ...place,
      }),
    ),
    needsGuidance: z.boolean(),
    because: z.strictObject(place),
  });
};

export type Reply = Readonly<z.output<ReturnType<typeof replySchema>>>;

/** What of a reply can be trusted: facts and an opinion whose quotes stand in the conversation, and how many did not. */
export type Verified = Readonly<{
  facts: readonly StatedFact[];
  opinion: Readonly<{ needsGuidance: boolean; span: Span }> | null;
  dropped: number;
}>;

/** Keeps what is quoted verbatim from a user's or assistant's message and has a value its fact can have. */
export const verify = (reply: Reply, conversation: Conversation): Verified => {
  const facts = reply.facts.flatMap(({ fact, value, message, quote }): readonly StatedFact[] => {
    const span = spanOf(conversation, message, quote);
    if (span === null || !fits(fact, value)) return [];
    return [{ fact, value, span, source: 'adviser', confidence: CONFIDENCE }];
  });
  const span = spanOf(conversation, reply.because.message, reply.because.quote);
  return {
    facts,
    opinion: span === null ? null : { needsGuidance: reply.needsGuidance, span },
    dropped: reply.facts.length - facts.length,
  };
};

const spanOf = (conversation: Conversation, message: number, quote: string): Span | null => {
  const said = conversation[message];
  if (said === undefined || said.role === 'system' || sizeOf(quote) < SHORTEST_QUOTE) return null;
  const start = said.content.indexOf(quote);
  return start < 0 ? null : { message, start, end: start + quote.length, text: quote };
};

const sizeOf = (quote: string): number => new TextEncoder().encode(quote.trim()).length;

const counts: readonly FactName[] = ['decisionPoints', 'services', 'steps', 'teams'];

const fits = (fact: FactName, value: Reply['facts'][number]['value']): boolean => {
  if (counts.includes(fact)) return typeof value === 'number' && value >= 0;
  if (fact === 'ordering') return value === 'sequential' || value === 'none';
  if (fact === 'changeFrequency') return value === 'low' || value === 'high';
  return typeof value === (fact === 'framework' ? 'string' : 'boolean');
};
