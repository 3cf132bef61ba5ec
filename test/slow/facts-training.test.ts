import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { leaningsFile, leaningsText, learnLeanings, lessons } from '../../scripts/train-facts.ts';

// The leanings are derived: the lessons and the lexicon decide them, to the byte.
it('the committed leanings are what `npm run train` writes', { timeout: 120_000 }, () => {
  const learned = leaningsText(learnLeanings(lessons().flatMap(({ rows }) => rows)));
  expect(readFileSync(leaningsFile, 'utf8') === learned).toBe(true);
});
