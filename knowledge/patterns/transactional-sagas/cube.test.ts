import { describe, expect, it } from 'vitest';
import { cube } from './cube.ts';

const distance = (a: string, b: string) => [...a].filter((letter, index) => letter !== b[index]).length;

describe('the eight sagas', () => {
  it('are eight, with names of their own', () => {
    expect(new Set(Object.values(cube).map(({ name }) => name)).size).toBe(8);
  });

  it.each(Object.entries(cube))('%s leads to a better corner one choice away', (corner, { good, better }) => {
    expect(distance(corner, better)).toBe(good ? 0 : 1);
  });

  it.each(Object.entries(cube).filter(([corner]) => corner[1] === 'a'))('%s is atomic and not good', (_, { good }) => {
    expect(good).toBe(false);
  });
});
