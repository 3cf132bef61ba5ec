import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Figure, median } from './figure.ts';

const HELLO = `${JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
})}\n`;

/** CPU time from start to the answer to `initialize`, ours and a bare bundled server's, in turn. */
export const startUp = async (): Promise<readonly Figure[]> => {
  const rival = join(mkdtempSync(join(tmpdir(), 'eda-bench-')), 'hello.mjs');
  await build({
    entryPoints: ['bench/hello-server.ts'],
    outfile: rival,
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    target: 'node20',
  });
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < 15; run += 1) {
    ours.push(await initializeCpu(['dist/cli.js', 'serve']));
    theirs.push(await initializeCpu([rival]));
  }
  return [{ what: 'initialize, CPU time', ours: median(ours), rival: median(theirs), goal: '≤ 1.6 ×', unit: 'ms' }];
};

/** CPU milliseconds that a process has used when its first answer arrives, from the kernel's own accounting. */
const initializeCpu = (args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn('node', args, { stdio: ['pipe', 'pipe', 'ignore'] });
    child.once('error', reject);
    child.stdout.once('data', () => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      const ticks = Number(fields[11]) + Number(fields[12]);
      child.kill();
      child.once('exit', () => resolve(ticks * 10));
    });
    child.stdin.write(HELLO);
  });
