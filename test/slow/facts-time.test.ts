import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../src/facts/index.ts';
import { loadFactLexicon } from '../../src/knowledge/decision.ts';

const loaded = loadFactLexicon('knowledge');
if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
const lexicon = loaded.value;

describe('one megabyte', () => {
  it.each([
    ['one letter', 'a'],
    ['blanks', ' '],
    ['one word', 'the '],
    ['conditions', 'if the payment fails if '],
    ['denials', 'no not never nobody '],
    ['numbers', '14 days 3 '],
    ['brackets', '((((('],
    ['commas', 'no, if, but, '],
    ['stops', '.'],
    ['stops and a letter', `${'.'.repeat(59_000)}a`],
    ['Chinese', '如果失败就'],
  ])('of %s is read without hanging', (_, piece) => {
    const content = piece.repeat(Math.ceil(1_000_000 / piece.length)).slice(0, 1_000_000);
    const begun = performance.now();
    extractFacts([{ role: 'user', content }], lexicon);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});
