import { describe, expect, it } from 'vitest';
import { goIsHere, goModule, run } from '../knowledge/go.ts';

const adapters = goModule('knowledge/adapters');
/** The first time, the modules are downloaded, a NATS server is compiled and PostgreSQL may have to be installed. */
const limit = 900_000;

/**
 * PostgreSQL is a real server, which the Go tests start themselves (as the user postgres when they run as root) and install
 * from Debian's package where there is none; NATS runs inside the test; the KurrentDB adapter is compiled and vetted only.
 */
describe.skipIf(!goIsHere())('the adapters', () => {
  it(
    'are vetted, KurrentDB too',
    () => {
      expect(run(adapters, 'go', 'vet', './...')).toEqual({ ok: true, output: '' });
    },
    limit,
  );

  it(
    'pass their tests against PostgreSQL and NATS under the race detector',
    () => {
      const { ok, output } = run(adapters, 'go', 'test', '-race', './...');
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
