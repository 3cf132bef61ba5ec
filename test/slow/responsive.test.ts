import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/v4';
import { explodingDocument } from '../check/exploding.ts';

/** Twenty parallel steps on a broker that loses messages: more states than anybody can look at, and nothing wrong. */
const document = JSON.stringify({
  ...explodingDocument,
  services: { host: {}, ...explodingDocument.services },
});

const client = new Client({ name: 'test', version: '1.0.0' });

beforeAll(() => client.connect(new StdioClientTransport({ command: 'node', args: ['dist/cli.js', 'serve'] })));
afterAll(() => client.close());

const checking = (seconds: number, options: object) =>
  client.callTool(
    { name: 'check_process', arguments: { document, seconds, maxStates: 20_000_000 } },
    CallToolResultSchema,
    options,
  );

const timedSearch = async (): Promise<number> => {
  const begun = performance.now();
  await client.callTool({ name: 'search_knowledge', arguments: { query: 'outbox' } });
  return performance.now() - begun;
};

test('a check that explodes ends in time, tells its progress, and holds nobody up', { timeout: 60_000 }, async () => {
  const progress: number[] = [];
  let isOver = false;
  await timedSearch();
  const begun = performance.now();
  const check = checking(5, { onprogress: ({ progress: now }: { progress: number }) => progress.push(now) }).finally(
    () => {
      isOver = true;
    },
  );
  const times: number[] = [];
  while (!isOver) {
    times.push(await timedSearch());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { structuredContent } = await check;
  expect(performance.now() - begun).toBeLessThan(8000);
  // Whichever a machine reaches first: its time or its memory.
  expect(structuredContent).toMatchObject({ verdict: 'inconclusive', limit: expect.stringMatching(/^(asked|bytes)$/) });
  expect(times.length).toBeGreaterThan(10);
  // A few milliseconds on an idle machine; the bound allows for a busy one.
  expect(times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]).toBeLessThan(200);
  expect(Math.max(...times)).toBeLessThan(1000);
  expect(progress.length).toBeGreaterThan(2);
  expect(progress).toEqual([...new Set(progress)].toSorted((a, b) => a - b));
});

test('a cancelled check stops at once', { timeout: 30_000 }, async () => {
  const controller = new AbortController();
  const progress: number[] = [];
  const check = checking(30, { signal: controller.signal, onprogress: () => progress.push(performance.now()) });
  const refused = expect(check).rejects.toThrow();
  await expect.poll(() => progress.length, { timeout: 15_000 }).toBeGreaterThan(1);
  const cancelled = performance.now();
  controller.abort();
  await refused;
  await timedSearch();
  // Reports come several times a second while the thread lives.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(progress.filter((at) => at > cancelled + 500)).toEqual([]);
});

test('twice as many checks as it has cores each get their time', async () => {
  const checks = Array.from({ length: 2 * availableParallelism() }, () => checking(2, {}));
  const answers = (await Promise.all(checks)).map(({ structuredContent }) => structuredContent);
  for (const answer of answers) {
    const { states } = z.object({ stats: z.object({ states: z.number() }) }).parse(answer).stats;
    expect(states).toBeGreaterThan(1000);
  }
}, 60_000);

test('a small check does not wait for many long ones; who waits is told, and may leave', async () => {
  const controllers = Array.from({ length: availableParallelism() + 8 }, () => new AbortController());
  const told = controllers.map((): string[] => []);
  const checks = controllers.map(({ signal }, index) =>
    checking(60, { signal, onprogress: ({ message }: { message: string }) => told[index]?.push(message) }),
  );
  const ended = Promise.allSettled(checks);
  const small = readFileSync('knowledge/examples/travel-booking/process.yaml', 'utf8');
  const answer = await client.callTool({ name: 'check_process', arguments: { document: small, explain: false } });
  expect(answer.structuredContent).toMatchObject({ verdict: 'holds' });
  const [waiting, leaving] = told.slice(-2);
  expect(waiting?.[0]).toMatch(/^waiting for a turn; \d+ other checks/);
  expect(leaving?.at(-1)).toMatch(/^waiting/);
  controllers.at(-1)?.abort();
  // Told every two seconds: one is gone, and the small one has its answer.
  const others = controllers.length - 2;
  await expect.poll(() => waiting?.at(-1), { timeout: 15_000 }).toContain(`waiting for a turn; ${others} other checks`);
  expect(leaving?.filter((message) => !message.startsWith('waiting'))).toEqual([]);
  for (const controller of controllers) controller.abort();
  expect((await ended).every(({ status }) => status === 'rejected')).toBe(true);
  await timedSearch();
}, 60_000);

test('answers that wait for a slow reader are no leak', async () => {
  const server = spawn('node', ['dist/cli.js', 'serve'], { stdio: 'pipe' });
  let complaints = '';
  server.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const send = (message: object) => server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const clientInfo = { name: 'test', version: '1.0.0' };
  send({ id: 0, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo } });
  send({ method: 'notifications/initialized' });
  const count = 60;
  const params = { name: 'search_knowledge', arguments: { id: 'saga', kind: 'pattern' } };
  for (let id = 1; id <= count; id += 1) send({ id, method: 'tools/call', params });
  // Nobody reads until the pipe is full and the answers have come to wait.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  let lines = 0;
  server.stdout.on('data', (chunk: Buffer) => {
    lines += chunk.toString().split('\n').length - 1;
  });
  await expect.poll(() => lines, { timeout: 20_000 }).toBe(count + 1);
  server.kill();
  expect(complaints).toBe('');
}, 40_000);
