import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { explodingDocument } from '../test/check/exploding.ts';
import { type Figure, median } from './figure.ts';

/**
 * A check of twenty parallel lossy steps is cancelled in the midst of its search: how soon the server answers another
 * call, and how much the search still costs in the half second after.
 */
export const cancelFigures = async (): Promise<readonly Figure[]> => {
  const runs: Cancelled[] = [];
  for (let run = 0; run < 5; run += 1) runs.push(await cancelled());
  const of = (what: keyof Cancelled) => median(runs.map((each) => each[what]));
  return [
    { what: 'a check cancelled: until another call is answered', ours: of('answered'), unit: 'ms', goal: '< 100' },
    { what: 'CPU time used in the half second after that', ours: of('used'), unit: 'ms', goal: '< 100' },
  ];
};

type Cancelled = Readonly<{ answered: number; used: number }>;

const cancelled = async (): Promise<Cancelled> => {
  const child = spawn('node', ['dist/cli.js', 'serve'], { stdio: ['pipe', 'pipe', 'pipe'] });
  try {
    const server = connection(child);
    server.send({ id: 'hello', method: 'initialize', params: hello });
    await server.received(({ id }) => id === 'hello');
    server.send({ method: 'notifications/initialized' });
    server.send({ id: 'check', method: 'tools/call', params: { ...call, _meta: { progressToken: 'check' } } });
    await server.received(({ method }) => method === 'notifications/progress');
    const begun = performance.now();
    server.send({ method: 'notifications/cancelled', params: { requestId: 'check', reason: 'enough' } });
    server.send({ id: 'other', method: 'tools/list', params: {} });
    await server.received(({ id }) => id === 'other');
    const answered = performance.now() - begun;
    const before = cpuOf(child);
    await pause(500);
    return { answered, used: cpuOf(child) - before };
  } finally {
    child.kill();
  }
};

const hello = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } };
const document = { ...explodingDocument, coordinator: { ...explodingDocument.coordinator, service: 'party' } };
const call = { name: 'check_process', arguments: { document: JSON.stringify(document), seconds: 60 } };
/** Longer than this no answer is worth waiting for. */
const patience = 30_000;

type Message = Readonly<{ id?: unknown; method?: unknown }>;

/** JSON-RPC over the standard streams of a server. */
const connection = (child: ChildProcessWithoutNullStreams) => {
  const lines = createInterface({ input: child.stdout });
  return {
    send: (message: object): void => {
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    },
    received: (isWanted: (message: Message) => boolean): Promise<void> =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('the server does not answer')), patience);
        lines.on('line', (line) => {
          if (!isWanted(JSON.parse(line))) return;
          clearTimeout(late);
          resolve();
        });
      }),
  };
};

/** CPU milliseconds that a process has used, from the kernel's own accounting. */
const cpuOf = ({ pid }: ChildProcessWithoutNullStreams): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
