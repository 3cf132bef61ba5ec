import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { leaningsFile } from '../../scripts/train-facts.ts';
import { featuresIn } from '../../src/facts/index.ts';
import { loadFactLexicon } from '../../src/knowledge/decision.ts';
import type { Answer } from '../../src/knowledge/decision-schema.ts';

const loaded = loadFactLexicon('knowledge');
if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
const lexicon = loaded.value;

describe('knowledge/facts/leanings.json', () => {
  it('is small', () => expect(readFileSync(leaningsFile, 'utf8').length).toBeLessThan(260_000));
});

describe('the features of a conversation', () => {
  const features = (...turns: readonly string[]) =>
    featuresIn(
      turns.map((content) => ({ role: 'user' as const, content })),
      lexicon,
      null,
      15,
    ).whole;

  it.each(['A short one.', 'Claims are checked by two people, then paid. '.repeat(40)])(
    'have the length 1: %s',
    (text) => {
      const square = [...features(text).values()].reduce((sum, value) => sum + value ** 2, 0);
      expect(square).toBeCloseTo(1, 9);
    },
  );

  it('do not grow by saying the same again', () => {
    const once = 'Somebody has to approve it.';
    expect(features(`${once} ${once}`)).toEqual(features(once));
  });

  it('count less what is said before a correction or in an earlier turn', () => {
    const alone = features('A walrus');
    const [word] = [...features('The walrus').keys()].filter((feature) => alone.has(feature));
    const valueIn = (talk: ReadonlyMap<number, number>) => talk.get(word ?? -1) ?? 0;
    expect(valueIn(features('It is a walrus.', 'It eats fish.'))).toBeLessThan(
      valueIn(features('It eats fish.', 'It is a walrus.')),
    );
    expect(valueIn(features('It is a walrus. Actually it eats fish.'))).toBeLessThan(
      valueIn(features('It eats fish. Actually it is a walrus.')),
    );
  });

  it('tell what bears the answer from what bears none', () => {
    const parts = (content: string, answer: Answer) => featuresIn([{ role: 'user', content }], lexicon, answer, 15);
    const { core, rest } = parts('We sell kites. A manager approves each order. Which one?', 'process_manager');
    expect(core).toEqual(features('A manager approves each order.'));
    expect(rest).toEqual(features('We sell kites. Which one?'));
    expect(parts('We sell kites. A manager approves each order.', 'saga').core).toBeNull();
    expect(parts('We sell kites. Which one?', 'saga').rest).toBeNull();
  });
});
