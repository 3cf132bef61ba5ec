import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ownConversations } from '../scripts/corpus.ts';
import type { Conversation } from '../src/conversation.ts';
import { type DetectionModel, detect } from '../src/detect/index.ts';

/** What the detector costs, each figure from this run on this machine. */
export type DetectionCost = Readonly<{
  /** Milliseconds for a conversation of the project's own set. */
  median: number;
  p95: number;
  /** Megabytes a second on one message of a megabyte. */
  throughput: number;
  /** Milliseconds from nothing to a model ready to run, inside a process. */
  warmUp: number;
}>;

/** Measures `detect` on the project's own conversations and on long input. */
export function benchDetection(): DetectionCost {
  const text = readFileSync(new URL('../knowledge/detection/model.json', import.meta.url), 'utf8');
  const began = performance.now();
  const model: DetectionModel = JSON.parse(text);
  detect([{ role: 'user', content: 'hello' }], model);
  const warmUp = performance.now() - began;
  const conversations = ownConversations().map(({ messages }) => messages);
  for (const conversation of conversations) detect(conversation, model);
  const times = conversations.map((conversation) => timeOf(conversation, model)).sort((a, b) => a - b);
  const long = conversations.flatMap((messages) => messages.map(({ content }) => content)).join('\n');
  const megabyte = long.repeat(Math.ceil(1_000_000 / long.length)).slice(0, 1_000_000);
  const seconds = timeOf([{ role: 'user', content: megabyte }], model) / 1000;
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { median: at(0.5), p95: at(0.95), throughput: Buffer.byteLength(megabyte) / 1e6 / seconds, warmUp };
}

/** Milliseconds from start to end of a command, the median of several runs. */
export function processCost(args: readonly string[], input: string, runs = 15): number {
  const times = Array.from({ length: runs }, () => {
    const began = performance.now();
    spawnSync(process.execPath, args, { input });
    return performance.now() - began;
  }).sort((a, b) => a - b);
  return times[Math.floor(runs / 2)] ?? 0;
}

function timeOf(conversation: Conversation, model: DetectionModel): number {
  const began = performance.now();
  detect(conversation, model);
  return performance.now() - began;
}
