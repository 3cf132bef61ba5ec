import type { Language } from './language.ts';
import type { Searchable, Stretch } from './pattern.ts';

/** What the small words of one sentence do to the phrases in it. */
export type Scope = Readonly<{
  deny: readonly Stretch[];
  denyAfter: readonly Stretch[];
  turns: readonly Stretch[];
  conditions: readonly Stretch[];
  hearsay: readonly Stretch[];
  elsewhere: readonly Stretch[];
  unknown: readonly Stretch[];
}>;

/** Where a phrase may be denied from: this many characters before it. */
const REACH = 70;

/** Finds the denials, conditions, hearsay and turns of a sentence. */
export const scopeOf = (text: Searchable, language: Language): Scope => {
  const innocent = language.scope.notDeny(text);
  return {
    deny: language.scope.deny(text).filter((one) => !innocent.some((other) => overlap(one, other))),
    denyAfter: language.scope.denyAfter(text),
    turns: language.scope.turn(text),
    conditions: language.scope.condition(text),
    hearsay: language.scope.hearsay(text),
    elsewhere: language.scope.elsewhere(text),
    unknown: language.scope.unknown(text),
  };
};

/**
 * Whether the sentence denies the phrase. A "not" inside a condition describes a case and denies nothing, and one that
 * the phrase begins with belongs to it.
 */
export const denied = (phrase: Stretch, scope: Scope, lower: string): boolean => {
  const before = scope.deny.some(
    (word) =>
      word.start < phrase.end &&
      word.start !== phrase.start &&
      phrase.start - word.end <= REACH &&
      !(word.start > phrase.start && word.end === phrase.end) &&
      !turnsBetween(scope, word.end, phrase.start) &&
      !inCondition(word, scope, lower),
  );
  if (before) return true;
  return scope.denyAfter.some(
    (word) =>
      word.start >= phrase.end &&
      word.start - phrase.end <= 30 &&
      !turnsBetween(scope, phrase.end, word.start) &&
      !inCondition(word, scope, lower),
  );
};

/** Whether the phrase decides nothing: somebody's opinion, another process, an earlier time, not known yet. */
export const disregarded = (phrase: Stretch, scope: Scope): boolean =>
  scope.unknown.some((word) => word.start <= phrase.start) ||
  scope.hearsay.some((word) => word.start <= phrase.start && !turnsBetween(scope, word.end, phrase.start)) ||
  scope.elsewhere.some(
    (word) =>
      overlap(word, phrase) ||
      (word.end <= phrase.start
        ? !turnsBetween(scope, word.end, phrase.start)
        : !turnsBetween(scope, phrase.end, word.start)),
  );

const inCondition = (word: Stretch, scope: Scope, lower: string): boolean =>
  scope.conditions.some(
    (condition) => condition.start <= word.start && !/[,，、:]/.test(lower.slice(condition.end, word.start)),
  );

/** Whether the thought turns on the way; a phrase that opens with the turn, "until both are in", is behind it. */
const turnsBetween = (scope: Scope, from: number, to: number): boolean =>
  scope.turns.some((turn) => turn.start >= from && (turn.end <= to + 1 || turn.start === to));

const overlap = (one: Stretch, other: Stretch): boolean => one.start < other.end && other.start < one.end;
