import { expect, test } from 'vitest';
import { detect } from '../../src/detect/index.ts';
import { model } from './model.ts';

const megabyte = (piece: string): string => piece.repeat(Math.ceil(1_000_000 / piece.length));

// Measured in processor time with room for a busy machine: something quadratic would need minutes.
test.each([
  ['one letter', 'a'],
  ['a path that never ends', 'a/'],
  ['extensions', '.ts'],
  ['apostrophes', "'"],
  ['full stops', '.'],
  ['open fences', '```'],
  ['link beginnings', 'http://'],
  ['one phrase', 'charged twice '],
  ['beginnings of phrases', 'if the if it when the '],
  ['ideographs', '超时重复扣款'],
  ['combining marks', 'e\u0301\u0301\u0301'],
  ['white space', ' \n'],
])('a megabyte of %s takes linear time', (_, piece) => {
  const began = process.cpuUsage();
  detect([{ role: 'user', content: megabyte(piece) }], model);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1e6).toBeLessThan(3);
});
