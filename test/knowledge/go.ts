import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of a Go module of the knowledge. */
export function goModule(path: 'knowledge' | 'knowledge/adapters'): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/**
 * Whether the Go tests can run. Where Go is missing they are skipped with a line nobody can miss; on a build server
 * (`CI` is set) its absence is an error, because a skipped proof must never look green there.
 */
export function goIsHere(): boolean {
  const found = spawnSync('go', ['version']).status === 0;
  if (found) return true;
  if (process.env.CI) throw new Error('CI is set, and there is no go: the Go code of the knowledge would go unproven');
  console.error('SKIPPED: no go on this machine. The Go code of the knowledge was NOT compiled and NOT tested.');
  return false;
}

/** Runs a command in a folder; its output, both streams, and whether it succeeded. */
export function run(folder: string, command: string, ...args: readonly string[]): { ok: boolean; output: string } {
  // The race detector sleeps for a second at the end of each program unless told otherwise: a minute for all packages.
  const env = { ...process.env, GORACE: 'atexit_sleep_ms=0' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env });
  return { ok: status === 0, output: error ? error.message : stdout + stderr };
}

/** Runs the Go tests of the knowledge; what they print beside which packages passed. */
export function goTests(...flags: readonly string[]): { ok: boolean; complaints: readonly string[] } {
  const { ok, output } = run(goModule('knowledge'), 'go', 'test', ...flags, './...');
  return { ok, complaints: output.split('\n').filter((line) => line !== '' && !/^(ok|\?)\s/.test(line)) };
}
