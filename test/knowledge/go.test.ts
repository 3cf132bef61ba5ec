import { describe, expect, it } from 'vitest';
import { goIsHere, goModule, goTests, run } from './go.ts';

const limit = 180_000;

describe.skipIf(!goIsHere())('the Go code of the knowledge', () => {
  it('is formatted, the adapters too', () => {
    expect(run(goModule('knowledge'), 'gofmt', '-l', '.')).toEqual({ ok: true, output: '' });
  });

  it(
    'is vetted',
    () => {
      expect(run(goModule('knowledge'), 'go', 'vet', './...')).toEqual({ ok: true, output: '' });
    },
    limit,
  );

  it(
    'passes its tests',
    () => {
      expect(goTests()).toEqual({ ok: true, complaints: [] });
    },
    limit,
  );
});
