import type { Language } from './language.ts';

/** A stretch of a sentence: offsets into its text, end exclusive. */
export type Stretch = Readonly<{ start: number; end: number }>;

/** What the small words of one sentence do to the phrases in it. */
export type Scope = Readonly<{
  deny: readonly Stretch[];
  denyAfter: readonly Stretch[];
  turns: readonly Stretch[];
  conditions: readonly Stretch[];
  hearsay: readonly Stretch[];
  elsewhere: readonly Stretch[];
  corrects: boolean;
}>;

/** Where a phrase may be denied from: this many characters before it. */
const REACH = 70;

/** Every match of a global pattern in a text. */
export const stretches = (pattern: RegExp, text: string): readonly Stretch[] => {
  const found: Stretch[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push({ start: match.index, end: match.index + match[0].length });
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return found;
};

/** Finds the denials, conditions, hearsay and turns of a sentence (given in lower case). */
export const scopeOf = (lower: string, language: Language): Scope => {
  const innocent = stretches(language.scope.notDeny, lower);
  return {
    deny: stretches(language.scope.deny, lower).filter((one) => !innocent.some((other) => overlap(one, other))),
    denyAfter: stretches(language.scope.denyAfter, lower),
    turns: stretches(language.scope.turn, lower),
    conditions: stretches(language.scope.condition, lower),
    hearsay: stretches(language.scope.hearsay, lower),
    elsewhere: stretches(language.scope.elsewhere, lower),
    corrects: stretches(language.scope.correction, lower).length > 0,
  };
};

/** Whether the sentence denies the phrase. A "not" inside a condition describes a case and denies nothing. */
export const denied = (phrase: Stretch, scope: Scope, lower: string): boolean => {
  const before = scope.deny.some(
    (word) =>
      word.start < phrase.end &&
      phrase.start - word.end <= REACH &&
      !(word.start > phrase.start && word.end === phrase.end) &&
      !turnsBetween(scope, word.end, phrase.start) &&
      !inCondition(word, scope, lower),
  );
  if (before) return true;
  return scope.denyAfter.some(
    (word) =>
      word.start >= phrase.start &&
      word.start - phrase.end <= 30 &&
      !turnsBetween(scope, phrase.end, word.start) &&
      !inCondition(word, scope, lower),
  );
};

/** Whether the phrase decides nothing: somebody's opinion, another process, an earlier time. */
export const disregarded = (phrase: Stretch, scope: Scope): boolean =>
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

const turnsBetween = (scope: Scope, from: number, to: number): boolean =>
  scope.turns.some((turn) => turn.start >= from && turn.end <= to + 1);

const overlap = (one: Stretch, other: Stretch): boolean => one.start < other.end && other.start < one.end;
