import type { Conversation, Span } from '../conversation.ts';
import type { SketchLexicon } from '../knowledge/sketch-schema.ts';
import type { GivenNames } from './index.ts';
import { objectOf } from './object-of.ts';
import type { SketchedStep } from './steps.ts';
import { phrases, wordsBefore } from './words.ts';

/** The event that starts the process: a given one, one that the text tells of ("when an order is placed"), or made up. */
export const startOf = (
  conversation: Conversation,
  steps: readonly SketchedStep[],
  names: GivenNames,
  lexicon: SketchLexicon,
): Readonly<{ event: string; span: Span | null }> => {
  const taken = new Set(steps.flatMap((step) => [step.success, step.failure ?? '', step.undo?.success ?? '']));
  const given = names.events.find((event) => !taken.has(event));
  if (given !== undefined) return { event: given, span: null };
  for (const [message, { role, content }] of conversation.entries()) {
    const told = role === 'user' ? startIn(content, message, lexicon) : undefined;
    if (told !== undefined && !taken.has(told.event)) return told;
  }
  return { event: `${steps[0]?.object ?? 'Process'}Requested`, span: null };
};

const startIn = (content: string, message: number, lexicon: SketchLexicon) => {
  const eventOf = new Map(lexicon.starts.flatMap(({ event, forms }) => forms.map((form) => [form, event] as const)));
  const text = content.slice(0, 20_000);
  for (const match of text.matchAll(phrases([...eventOf.keys()]))) {
    const event = eventOf.get(match[0].toLowerCase());
    const end = match.index + match[0].length;
    const object = objectOf(text, match.index, end, lexicon);
    if (event === undefined || object.kind !== 'noun' || !begins(text, match.index)) continue;
    const spanEnd = Math.max(end, object.end);
    return {
      event: `${object.name}${event}`,
      span: { message, start: match.index, end: spanEnd, text: text.slice(match.index, spanEnd) },
    };
  }
  return undefined;
};

/** "When an order is placed", "a customer applies for": a condition or a person outside, not a later step. */
const begins = (text: string, at: number): boolean =>
  wordsBefore(text, at, 6).some((word) =>
    /^(?:when|whenever|once|after|if|customers?|users?|guests?|clients?|clerks?|patients?|buyers?|members?|people|someone|somebody)$/i.test(
      word,
    ),
  );
