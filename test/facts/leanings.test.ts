import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { leaningsFile, leaningsText, learnLeanings, lessons } from '../../scripts/train-facts.ts';

describe('knowledge/facts/leanings.json', () => {
  it('is what the lessons teach, to the byte (npx tsx scripts/train-facts.ts)', () => {
    const learned = leaningsText(learnLeanings(lessons().flatMap(({ rows }) => rows)));
    expect(readFileSync(leaningsFile, 'utf8')).toBe(learned);
  });
});
