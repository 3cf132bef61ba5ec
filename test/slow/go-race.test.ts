import { expect, it } from 'vitest';
import { goIsHere, goTests } from '../knowledge/go.ts';

it.skipIf(!goIsHere())(
  'the Go code of the knowledge passes its tests under the race detector',
  { timeout: 300_000 },
  () => {
    expect(goTests('-race')).toEqual({ ok: true, complaints: [] });
  },
);
