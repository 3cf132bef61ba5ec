import { expect, test } from 'vitest';
import { givenFacts } from '../../src/tools/facts-input.ts';

test.each([
  ['framework', 'x'.repeat(100), 'the name of a framework, at most 60 characters'],
  ['services', -1, 'a whole number, 0 to 100000'],
  ['humanSteps', 'yes', 'true or false'],
  ['ordering', true, 'sequential or none'],
])('a wrong value of %s is answered with what is allowed', (name, value, allowed) => {
  const facts = givenFacts('recommend_pattern', { [name]: value });
  expect(facts.ok ? [] : facts.errors.map((error) => error.allowed)).toEqual([allowed]);
});
