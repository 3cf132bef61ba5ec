import { expect, test } from 'vitest';
import * as z from 'zod/v4';
import { errorText, misuse } from '../../src/tools/misuse.ts';

const told = (problem: string): string => errorText([{ problem, allowed: 'a name', next: 'rename it' }]);

test('a mistake is told in a line of bearable length, whatever it quotes', () => {
  const text = told(`the alias ${'*'.repeat(50_000)}`);
  expect(text.length).toBeLessThan(500);
  expect(text).toMatch(/^the alias \*+…\nAllowed: a name\nNext: rename it$/);
});

test('hidden characters are shown', () => {
  expect(told('`process` is "\u202eabc"')).toContain('"\\u{202e}abc"');
});

test.each([
  ['deep', JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`), '[[[[[[]]]]]]'],
  ['long', Array.from({ length: 100_000 }, () => 7), `[${'7,'.repeat(38)}…`],
  ['wide', Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, at])), '{"k0":0,"k1":1,'],
])('of a value that is %s so much is shown as there is room for', (_, document, shown) => {
  const schema = z.strictObject({ document: z.string() });
  const [issue] = schema.safeParse({ document }, { reportInput: true }).error?.issues ?? [];
  if (issue === undefined) throw new Error('it was accepted');
  const { problem } = misuse('check_process', schema, issue);
  expect(problem).toContain(`got ${shown}`);
  expect(problem.length).toBeLessThan(200);
});
