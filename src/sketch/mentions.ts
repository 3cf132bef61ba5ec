import type { Span } from '../conversation.ts';
import type { BusinessVerb, SketchLexicon } from '../knowledge/sketch-schema.ts';
import { type Deadline, deadlineAfter } from './deadline.ts';
import { objectOf } from './object-of.ts';
import { partyNear } from './party.ts';
import { phrases, wordsBefore } from './words.ts';

/** A business verb met in a text: as a step of the way forward, or as the undoing of one. */
export type Mention = Readonly<{
  verb: BusinessVerb;
  role: 'forward' | 'undo';
  /** PascalCase; null when the text says "it" or nothing. */
  object: string | null;
  of: 'noun' | 'pronoun' | 'none';
  party: Readonly<{ name: string; external: boolean }> | null;
  deadline: Deadline | null;
  span: Span;
}>;

/** Every business verb of a message in reading order; negated ones and those of starting conditions are left out. */
export const mentionsIn = (content: string, message: number, lexicon: SketchLexicon): readonly Mention[] => {
  const { pattern, failures, verbsOf } = compiled(lexicon);
  // "move open tickets": what a verb is done to is no second verb.
  let covered = 0;
  return [...content.matchAll(pattern)].flatMap((match) => {
    const start = match.index;
    if (start < covered) return [];
    const end = start + match[0].length;
    if (isNoun(content, start, match[0], lexicon)) return [];
    if (isNegated(content, start, lexicon) || isCondition(content, start, lexicon)) return [];
    const failing = isFailing(content, start, failures);
    const found = verbsOf.get(match[0].toLowerCase());
    const role = failing || found?.forward === undefined ? 'undo' : 'forward';
    const verb = role === 'undo' ? found?.undo : found?.forward;
    if (verb === undefined) return [];
    const object = objectOf(content, start, end, lexicon);
    const spanEnd = object.kind === 'noun' ? object.end : end;
    covered = spanEnd;
    return [
      {
        verb,
        role,
        object: object.kind === 'noun' ? object.name : null,
        of: object.kind,
        party: partyNear(content, start, lexicon),
        deadline: deadlineAfter(content, spanEnd, lexicon),
        span: { message, start, end: spanEnd, text: content.slice(start, spanEnd) },
      },
    ];
  });
};

type Compiled = Readonly<{
  pattern: RegExp;
  failures: RegExp;
  verbsOf: ReadonlyMap<string, Readonly<{ forward?: BusinessVerb; undo?: BusinessVerb }>>;
}>;

const cache = new WeakMap<SketchLexicon, Compiled>();

const compiled = (lexicon: SketchLexicon): Compiled => {
  const known = cache.get(lexicon);
  if (known !== undefined) return known;
  const verbsOf = new Map<string, { forward?: BusinessVerb; undo?: BusinessVerb }>();
  for (const verb of lexicon.verbs) {
    for (const form of verb.forms) verbsOf.set(form, { forward: verb, ...verbsOf.get(form) });
    for (const form of verb.undo?.forms ?? []) verbsOf.set(form, { undo: verb, ...verbsOf.get(form) });
  }
  const made = { pattern: phrases([...verbsOf.keys()]), failures: phrases(lexicon.failures), verbsOf };
  cache.set(lexicon, made);
  return made;
};

/** "the invoice", "an open balance": a word after an article is no verb, unless it is a participle in its own right. */
const isNoun = (content: string, start: number, form: string, lexicon: SketchLexicon): boolean => {
  const [before] = wordsBefore(content, start, 1);
  return before !== undefined && !form.includes(' ') && lexicon.determiners.includes(before.toLowerCase());
};

const isNegated = (content: string, start: number, lexicon: SketchLexicon): boolean =>
  wordsBefore(content, start, 3).some((word) => lexicon.negations.includes(word.toLowerCase()));

/** "When an order is placed", "after the guest has paid": what must be so before, not what the process does. */
export const isCondition = (content: string, start: number, { conditions, resumes }: SketchLexicon): boolean => {
  const words = wordsBefore(content, start, 7).map((word) => word.toLowerCase());
  const at = words.findLastIndex((word) => conditions.includes(word));
  return at >= 0 && !words.slice(at).some((word) => resumes.includes(word));
};

/** A refusal earlier in the same sentence: what follows tells of undoing. */
const isFailing = (content: string, start: number, failures: RegExp): boolean => {
  const before = content.slice(Math.max(0, start - 240), start);
  const sentence = before.slice(
    Math.max(before.lastIndexOf('. '), before.lastIndexOf('\n'), before.lastIndexOf('; ')) + 1,
  );
  failures.lastIndex = 0;
  return failures.test(sentence);
};
