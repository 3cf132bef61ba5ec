import { describe, expect, test } from 'vitest';
import { example, exampleIds, failing, reviewOf, reviewOfChanged } from './examples.ts';
import { mutantsOf } from './mutants.ts';

const correct = exampleIds.filter((id) => reviewOf(example(id)).verdict === 'approve');

const table = correct.map((id) => {
  const mutants = mutantsOf(example(id).process).map((mutant) => ({
    ...mutant,
    review: reviewOfChanged(mutant.process),
  }));
  // What a removal leaves invalid (an event that others still wait for) is refused by the parser: nothing to review.
  return { id, mutants: mutants.flatMap(({ review, ...mutant }) => (review ? [{ ...mutant, review }] : [])) };
});

describe('without one safety feature, exactly the responsible items fail', () => {
  test.each(table)('$id', ({ mutants }) => {
    const wrong = mutants
      .map(({ removed, responsible, review }) => ({ removed, responsible, failing: [...failing(review)].sort() }))
      .filter((mutant) => mutant.failing.join() !== mutant.responsible.join());
    expect(wrong).toEqual([]);
  });
});

test('every mutant is sent back with a change that names what to do', () => {
  for (const { mutants } of table)
    for (const { review } of mutants) {
      expect(review.verdict).toBe('revise');
      expect(review.changes[0]?.length).toBeGreaterThan(20);
    }
});

test('there are at least 150 mutants, and every item of the checklist but one is responsible for some', () => {
  const mutants = table.flatMap((row) => row.mutants);
  expect(mutants.length).toBeGreaterThanOrEqual(150);
  const untouched = reviewOf(example('loan-approval'))
    .items.map(({ id }) => id)
    .filter((id) => !mutants.some(({ responsible }) => responsible.includes(id)));
  // A good name and the absence of a distributed transaction are no features that could be removed.
  expect(untouched).toEqual(['transaction-boundaries.no-cross-service-acid', 'event-design.ubiquitous-language']);
});
