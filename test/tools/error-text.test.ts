import { expect, test } from 'vitest';
import { errorText } from '../../src/tools/misuse.ts';

const told = (problem: string): string => errorText([{ problem, allowed: 'a name', next: 'rename it' }]);

test('a mistake is told in a line of bearable length, whatever it quotes', () => {
  const text = told(`the alias ${'*'.repeat(50_000)}`);
  expect(text.length).toBeLessThan(500);
  expect(text).toMatch(/^the alias \*+…\nAllowed: a name\nNext: rename it$/);
});

test('hidden characters are shown', () => {
  expect(told('`process` is "\u202eabc"')).toContain('"\\u{202e}abc"');
});
