import { describe, expect, it } from 'vitest';
import { choose, type Facts, type Pattern } from './choose.ts';

const none: Facts = {
  oneTransaction: false,
  alwaysTrue: false,
  waitsForPeople: false,
  waitsForSeveral: false,
  waitsWithTime: false,
  usesHistory: false,
  mustUndo: false,
};

describe('choose', () => {
  it.each<[keyof Facts, Pattern]>([
    ['oneTransaction', 'local transaction'],
    ['alwaysTrue', 'local transaction'],
    ['waitsForPeople', 'process manager'],
    ['waitsForSeveral', 'process manager'],
    ['waitsWithTime', 'process manager'],
    ['usesHistory', 'process manager'],
    ['mustUndo', 'saga'],
  ])('%s alone leads to %s', (fact, pattern) => {
    expect(choose({ ...none, [fact]: true })).toMatchObject({ pattern, because: fact });
  });

  it.each<[string, Partial<Facts>, ReturnType<typeof choose>]>([
    ['independent reactions', {}, { pattern: 'choreography', because: 'nothing waits', otherwise: 'saga' }],
    [
      'pay, reserve, ship, or give back',
      { mustUndo: true },
      { pattern: 'saga', because: 'mustUndo', otherwise: 'choreography' },
    ],
    [
      'the same with an approval',
      { mustUndo: true, waitsForPeople: true },
      { pattern: 'process manager', because: 'waitsForPeople', otherwise: 'saga' },
    ],
    [
      'the same in one database',
      { mustUndo: true, waitsForPeople: true, oneTransaction: true },
      { pattern: 'local transaction', because: 'oneTransaction', otherwise: 'process manager' },
    ],
  ])('%s', (_, facts, expected) => {
    expect(choose({ ...none, ...facts })).toEqual(expected);
  });
});
