import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/index.ts';
import { catalogueIds, catalogueText, processFrom, words } from './documents.ts';

/** Per design: the promise broken by the simplest story, its faults and its steps; null where everything holds. */
const expected: Readonly<Record<string, readonly [string, number, number] | null>> = {
  v0: null,
  v1: ['option-to-complete', 1, 1],
  v2: ['exactly-once-effect', 1, 3],
  v3: ['all-or-compensated', 0, 9],
  v4: ['compensation-order', 0, 8],
  v5a: ['no-orphan', 0, 3],
  v5b: ['no-orphan', 0, 5],
  v5c: null,
  v5d: null,
  v6a: null,
  v6b: ['all-or-compensated', 1, 2],
  v6c: ['all-or-compensated', 1, 1],
  v7a: ['one-verdict', 1, 9],
  v7b: null,
  v7c: ['option-to-complete', 0, 5],
  v7d: ['no-lost-update', 0, 4],
  v7e: null,
  v8a: ['isolation', 0, 6],
  v8b: null,
};

describe('the catalogue of designs', () => {
  it('is complete', () => {
    expect(catalogueIds.toSorted()).toEqual(Object.keys(expected).toSorted());
  });

  it.each(Object.entries(expected))('%s', (id, story) => {
    const result = check(processFrom(catalogueText(id)), { words, explain: false });
    expect(result.verdict).toBe(story === null ? 'holds' : 'violated');
    expect(result.coverage.faults).toBe('any number');
    const [simplest] = result.findings.toSorted(
      (left, right) => (left.faults ?? 0) - (right.faults ?? 0) || (left.steps ?? 0) - (right.steps ?? 0),
    );
    expect(simplest ? [simplest.property, simplest.faults, simplest.steps] : null).toEqual(story);
  });
});
