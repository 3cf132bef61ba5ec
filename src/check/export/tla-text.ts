import type { Assignment, Condition, Formula, Test } from '../../process/rules.ts';
import { quoted, type Vocabulary } from './vocabulary.ts';

/** The members of a fan-out, of which a rule is about one. */
export type Members = Readonly<{ set: string; self: string; all: readonly string[] }>;

/** One test; whichever is shorter of what is allowed and what is not. */
export const testText = (vocabulary: Vocabulary, { variable, values }: Test): string => {
  if (vocabulary.isMessage(variable))
    return `${vocabulary.message(variable)} ${(values & 2) === 0 ? '\\notin' : '\\in'} net`;
  const size = vocabulary.size(variable);
  const all = Array.from({ length: size }, (_, value) => value);
  const allowed = all.filter((value) => ((values >>> value) & 1) === 1);
  const excluded = all.filter((value) => !allowed.includes(value));
  const ref = vocabulary.ref(variable);
  const words = (of: readonly number[]) => of.map((value) => vocabulary.literal(variable, value)).join(', ');
  if (allowed.length === 1) return `${ref} = ${words(allowed)}`;
  if (excluded.length === 1) return `${ref} # ${words(excluded)}`;
  return allowed.length <= excluded.length ? `${ref} \\in {${words(allowed)}}` : `${ref} \\notin {${words(excluded)}}`;
};

/** All tests of a condition; the same one on all other members of a fan-out is said once. */
export const conditionTexts = (
  vocabulary: Vocabulary,
  condition: Condition,
  members: Members | null,
): readonly string[] => {
  if (members === null) return condition.map((test) => testText(vocabulary, test));
  const others = members.all.filter((each) => each !== members.self);
  const left = new Set(condition);
  const texts: string[] = [];
  for (const test of condition) {
    if (!left.has(test)) continue;
    const alike = likeIt(condition, test, others);
    for (const each of alike ?? [test]) left.delete(each);
    texts.push(
      alike === null || others.length === 0
        ? testText(vocabulary, test)
        : `(\\A other \\in ${members.set} \\ {${quoted(members.self)}} : ${testText(vocabulary, test).replaceAll(quoted(others[0] ?? ''), 'other')})`,
    );
  }
  return texts;
};

/** The tests that say of each of the other members what this one says of the first; null when one is missing. */
const likeIt = (condition: Condition, test: Test, others: readonly string[]): readonly Test[] | null => {
  const [first] = others;
  if (first === undefined || !test.variable.startsWith(`${first}.`)) return null;
  const found = others.map((other) =>
    condition.find(
      ({ variable, values }) => variable === `${other}${test.variable.slice(first.length)}` && values === test.values,
    ),
  );
  return found.every((each) => each !== undefined) ? found.filter((each) => each !== undefined) : null;
};

/** A formula on one line. */
export const formulaText = (vocabulary: Vocabulary, formula: Formula): string => {
  if ('all' in formula) return combined(vocabulary, formula.all, ' /\\ ', 'TRUE');
  if ('any' in formula) return combined(vocabulary, formula.any, ' \\/ ', 'FALSE');
  return testText(vocabulary, formula);
};

const combined = (vocabulary: Vocabulary, parts: readonly Formula[], by: string, none: string): string => {
  const [only] = parts;
  if (only === undefined) return none;
  if (parts.length === 1) return formulaText(vocabulary, only);
  return `(${parts.map((part) => formulaText(vocabulary, part)).join(by)})`;
};

/** Everything that some assignments do to one variable, in terms of its value before (`before`). */
export const valueText = (
  vocabulary: Vocabulary,
  assignments: readonly Assignment[],
  before: string,
  members: Members | null,
): string =>
  assignments.reduce((value, assignment) => {
    const largest = vocabulary.size(assignment.variable) - 1;
    const next =
      'to' in assignment
        ? vocabulary.literal(assignment.variable, assignment.to)
        : `AtMost(${before} + ${assignment.add}, ${largest})`;
    const when = assignment.when ?? [];
    if (when.length === 0) return next;
    return `IF ${conditionTexts(vocabulary, when, members).join(' /\\ ')} THEN ${next} ELSE ${value}`;
  }, before);
