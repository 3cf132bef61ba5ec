import { spawn } from 'node:child_process';

export type Finished = Readonly<{ stdout: string; stderr: string; code: number | null; ms: number }>;

/** Runs the built command line to its end. */
export const eda = (
  args: readonly string[],
  stdin = '',
  options: Readonly<{ cwd?: string; env?: NodeJS.ProcessEnv }> = {},
) =>
  new Promise<Finished>((resolve, reject) => {
    const started = performance.now();
    const child = spawn('node', [`${process.cwd()}/dist/cli.js`, ...args], { ...options, stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ stdout, stderr, code, ms: performance.now() - started }));
    child.stdin.end(stdin);
  });
