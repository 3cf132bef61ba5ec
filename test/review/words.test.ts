import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { knowledge } from './examples.ts';

const code = readdirSync('src/review/rules')
  .map((file) => readFileSync(`src/review/rules/${file}`, 'utf8'))
  .join('\n');
const items = knowledge.checklist.groups.flatMap((group) => group.items.map(({ id }) => id));

test.each(knowledge.review.rules)('$id is seen by a rule and speaks of items that exist', (rule) => {
  expect(code).toContain(`'${rule.id}'`);
  expect(rule.items.filter((id) => !items.includes(id))).toEqual([]);
});

test('every rule that the code sees has words', () => {
  const seen = [...code.matchAll(/(?:observed|atStep)\(\s*'([a-z-]+)'/g)].map(([, id]) => id);
  expect(seen.length).toBeGreaterThan(40);
  const ids: readonly (string | undefined)[] = knowledge.review.rules.map(({ id }) => id);
  expect(seen.filter((id) => !ids.includes(id))).toEqual([]);
});

test('every anti-pattern that is named exists', () => {
  const named = [...knowledge.review.rules, ...knowledge.prose.concerns].flatMap((each) => each.anti_pattern ?? []);
  const known = readdirSync('knowledge/anti-patterns');
  expect([...new Set(named)].filter((id) => !known.includes(id))).toEqual([]);
});

test('every item of the checklist is decided by some rule', () => {
  const decided = new Set(knowledge.review.rules.flatMap((rule) => rule.items));
  expect(items.filter((id) => !decided.has(id))).toEqual([]);
});
