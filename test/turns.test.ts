import { expect, test } from 'vitest';
import { turnsOf } from '../src/turns.ts';

test('turns are given in order, so many at once', async () => {
  const { take } = turnsOf(2);
  const begun: number[] = [];
  const asked = [1, 2, 3, 4].map(async (number) => {
    const end = await take();
    begun.push(number);
    return end;
  });
  const [first, second] = await Promise.all(asked.slice(0, 2));
  expect(begun).toEqual([1, 2]);
  second?.();
  await asked[2];
  expect(begun).toEqual([1, 2, 3]);
  first?.();
  await asked[3];
  expect(begun).toEqual([1, 2, 3, 4]);
});

test('whoever stops waiting leaves the line', async () => {
  const { take } = turnsOf(1);
  const end = await take();
  const controller = new AbortController();
  const impatient = take(controller.signal);
  const patient = take();
  controller.abort(new Error('too long'));
  await expect(impatient).rejects.toThrow('too long');
  end();
  (await patient)();
  (await take())();
});
