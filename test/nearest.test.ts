import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestNames, suggestion } from '../src/nearest.ts';

const words = ['command', 'compensation', 'steps', 'services', 'success'];

describe('a suggestion', () => {
  test.each([
    ['comand', 'a letter missing', 'command'],
    ['commnad', 'two letters swapped', 'command'],
    ['stepps', 'a letter doubled', 'steps'],
    ['Services', 'a capital', 'services'],
    ['com-mand', 'a hyphen', 'command'],
  ])('for %s (%s)', (word, _, meant) => {
    expect(suggestion(word, words, 'see the schema')).toBe(`did you mean "${meant}"?`);
  });

  test.each(['outbox', 'x'.repeat(100_000)])('is the advice when nothing is near', (word) => {
    expect(suggestion(word, words, 'see the schema')).toBe('see the schema');
  });
});

describe('the nearest names', () => {
  const ids = ['event-store', 'inbox', 'outbox', 'outbox-without-relay', 'saga'];

  test('begin with the one that is contained', () => expect(nearestNames('outbox-pattern', ids)[0]).toBe('outbox'));

  test('are as many as wanted, each once, whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const found = nearestNames(name, ids);
        expect(new Set(found).size).toBe(3);
        expect(ids).toEqual(expect.arrayContaining([...found]));
      }),
      { numRuns: 200, seed: 4 },
    );
  });
});
