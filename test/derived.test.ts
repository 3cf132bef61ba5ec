import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { derivedFiles } from '../scripts/derived-files.ts';

test('every derived file is current ("npm run derive" regenerates them)', () => {
  const derived = derivedFiles();
  if (!derived.ok) throw new Error(derived.errors.map((error) => error.problem).join('\n'));
  const stale = derived.value.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  expect(stale.map(({ path }) => path)).toEqual([]);
});
