import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caseSchema } from '../scripts/cases.ts';
import { decideText } from '../scripts/eval-decide.ts';

const folder = join(import.meta.dirname, '..', 'test', 'eval', 'decisions');

/** Times of deciding from text: milliseconds per conversation over our own labelled cases, after one round to warm up. */
export type DecideFigures = Readonly<{ cases: number; first: number; p50: number; p95: number; megabyte: number }>;

/** Measures the decision from text. `first` is the very first call (compiles patterns), `megabyte` one 1 MB message. */
export const benchDecide = (): DecideFigures => {
  const rows = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => caseSchema.parse(JSON.parse(line)));
  const timed = (row: (typeof rows)[number]) => {
    const start = performance.now();
    decideText(row);
    return performance.now() - start;
  };
  const cold = rows.map(timed);
  const warm = rows.map(timed).sort((a, b) => a - b);
  const at = (share: number) => warm[Math.floor((warm.length - 1) * share)] ?? 0;
  const long = rows.map(({ text }) => text ?? '').join('\n');
  const text = long.repeat(Math.ceil(1_000_000 / long.length)).slice(0, 1_000_000);
  const megabyte = timed(caseSchema.parse({ id: 'long', text, label: 'ask', acceptable: ['ask'] }));
  return { cases: rows.length, first: cold[0] ?? 0, p50: at(0.5), p95: at(0.95), megabyte };
};

if (process.argv[1] === import.meta.filename) console.log(benchDecide());
