import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const HELLO = [
  {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
];
const CALL = {
  jsonrpc: '2.0',
  id: 2,
  method: 'tools/call',
  params: { name: 'detect_process', arguments: { text: 'The card was charged but the hotel never got the booking.' } },
};

type Server = Readonly<{
  send: (message: unknown) => void;
  /** Resolves with all of standard output once a line holds the words. */
  sees: (words: string) => Promise<string>;
  /** Ends in the given way and resolves with the time until exit, in milliseconds. */
  end: (how: 'input' | NodeJS.Signals) => Promise<number>;
}>;

const start = (args: readonly string[] = ['serve'], options: object = {}): Server => {
  const child = spawn('node', [`${process.cwd()}/dist/cli.js`, ...args], { stdio: 'pipe', ...options });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  return {
    send: (message) => child.stdin.write(`${JSON.stringify(message)}\n`),
    sees: async (words) => {
      while (!stdout.includes(words)) await new Promise((resolve) => setTimeout(resolve, 5));
      return stdout;
    },
    end: (how) =>
      new Promise((resolve) => {
        const asked = performance.now();
        child.once('exit', () => resolve(performance.now() - asked));
        if (how === 'input') child.stdin.end();
        else child.kill(how);
      }),
  };
};

test.each(['input', 'SIGTERM', 'SIGINT'] as const)('the server is gone soon after %s', async (how) => {
  const server = start();
  for (const message of HELLO) server.send(message);
  await server.sees('"id":1');
  // The promise is 200 ms; the bound is loose because the test machine is busy, and still far below any kill time-out.
  expect(await server.end(how)).toBeLessThan(1500);
});

test('standard output carries nothing but JSON-RPC, whatever comes in', async () => {
  const server = start();
  for (const message of HELLO) server.send(message);
  for (let id = 10; id < 200; id += 1) {
    server.send({
      jsonrpc: '2.0',
      id,
      method: id % 3 === 0 ? 'tools/list' : 'tools/nonsense',
      params: { x: '\u0000' },
    });
  }
  server.send({ jsonrpc: '2.0', id: 999, method: 'tools/call', params: { name: 'no_such_tool', arguments: {} } });
  const stdout = await server.sees('"id":999');
  await server.end('input');
  const lines = stdout.trim().split('\n');
  expect(lines.length).toBeGreaterThan(190);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
});

test('the first call needs no network, no key and no writable home', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'eda-home-'));
  const server = start(['serve'], { cwd: empty, env: { PATH: process.env.PATH, HOME: '/nonexistent' } });
  for (const message of [...HELLO, CALL]) server.send(message);
  expect(await server.sees('"id":2')).toContain('structuredContent');
  await server.end('input');
  expect(readdirSync(empty)).toEqual([]);
});

describe('a message that is none of the protocol', () => {
  const call = { ...CALL, id: 7 };
  test.each([
    [
      'a progress token that is no word and no number',
      { ...call, params: { ...call.params, _meta: { progressToken: {} } } },
    ],
    ['no version', { ...call, jsonrpc: undefined }],
    ['a number that is not whole', { ...call, id: 7.5 }],
  ])('is refused by its number: %s', async (_, message) => {
    const server = start();
    for (const hello of HELLO) server.send(hello);
    server.send(message);
    const lines = (await server.sees('"error"')).trim().split('\n');
    const refused = lines.map((line) => JSON.parse(line)).find(({ error }) => error !== undefined);
    expect(refused).toMatchObject({ id: message.id, error: { code: -32600 } });
    await server.end('input');
  });

  test.each([
    ['no object', 42],
    ['no list', [CALL]],
    ['no method', { jsonrpc: '2.0', id: 7 }],
  ])('is dropped where nobody waits for an answer: %s', async (_, message) => {
    const server = start();
    for (const hello of HELLO) server.send(hello);
    server.send(message);
    server.send(CALL);
    expect(await server.sees('"id":2')).not.toContain('"error"');
    await server.end('input');
  });
});

describe('a message that is too long', () => {
  const huge = 'x'.repeat(11_000_000);
  const params = { name: 'detect_process', arguments: { text: huge } };

  test.each([
    ['number first', { jsonrpc: '2.0', id: 7, method: 'tools/call', params }],
    ['number last', { method: 'tools/call', params, jsonrpc: '2.0', id: 7 }],
    ['a word as its number', { method: 'tools/call', params, jsonrpc: '2.0', id: 'seven' }],
  ])('is refused by its number, and the server goes on: %s', async (_, message) => {
    const server = start();
    for (const hello of HELLO) server.send(hello);
    server.send(message);
    server.send(CALL);
    const lines = (await server.sees('"id":2')).trim().split('\n');
    await server.end('input');
    const refused = lines.map((line) => JSON.parse(line)).find(({ error }) => error !== undefined);
    expect(refused).toMatchObject({
      id: message.id,
      error: { code: -32600, message: expect.stringContaining('at most 10000000') },
    });
  });

  test.each([
    ['an answer, whose number is one of ours', { jsonrpc: '2.0', id: 7, result: { content: huge } }],
    ['a notification', { jsonrpc: '2.0', method: 'notifications/progress', params: { message: huge, id: 7 } }],
    ['no message', { id: 7, more: huge }],
  ])('is dropped where nobody waits for an answer: %s', async (_, message) => {
    const server = start();
    for (const hello of HELLO) server.send(hello);
    server.send(message);
    server.send(CALL);
    expect(await server.sees('"id":2')).not.toContain('"error"');
    await server.end('input');
  });
});

test('eda alone in a pipe is the server', async () => {
  const server = start([]);
  for (const message of HELLO) server.send(message);
  expect(await server.sees('"id":1')).toContain('serverInfo');
  await server.end('input');
});
