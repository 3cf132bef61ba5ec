import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** Enough states that they would be looked up in code. */
const document = join(root, 'knowledge/examples/two-holds-two-commits/process.yaml');
const checked = (...flags: readonly string[]): string =>
  execFileSync(process.execPath, [...flags, join(root, 'dist/cli.js'), 'check', document, '--explain', 'false'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

it('a check says the same where no code can be generated at all', { timeout: 120_000 }, () => {
  expect(checked('--jitless')).toBe(checked());
});
