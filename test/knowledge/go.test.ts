import { describe, expect, it } from 'vitest';
import { goIsHere, goModule, run } from './go.ts';

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
    'passes its tests under the race detector',
    () => {
      const { ok, output } = run(goModule('knowledge'), 'go', 'test', '-race', './...');
      expect(
        output
          .split('\n')
          .filter((line) => !/^(ok|\?)\s/.test(line))
          .join('\n'),
      ).toBe('');
      expect(ok).toBe(true);
    },
    limit,
  );
});
