import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import * as z from 'zod/v4';
import { readKnowledge } from '../../src/knowledge/index.ts';
import { checkProcess } from '../../src/tools/check-process.ts';

const opened = readKnowledge({ knowledge: 'knowledge', prompts: 'prompts' });
if (!opened.ok) throw new Error(opened.errors[0]?.problem);
const context = { knowledge: opened.value };

const read = (id: string): string => readFileSync(join('knowledge/examples', id, 'process.yaml'), 'utf8');

/** The trip with two suppliers instead of three: what goes wrong is the same, in a twentieth of the states. */
const tripWithout = (step: 'hotel' | 'car'): string => {
  const others = read('travel-booking').replace(new RegExp(` {2}- id: ${step}\\n(?: {4}.*\\n)+`), '');
  return others.replace(new RegExp(`(after: \\[.*), ${step}`), '$1');
};

const EXAMPLES = {
  order: read('order-fulfilment'),
  loan: read('loan-approval'),
  'trip without car': tripWithout('car'),
  'trip without hotel': tripWithout('hotel'),
} as const;

const views = z.object({
  verdict: z.string(),
  repair: z.unknown(),
  findings: z.array(z.object({ property: z.string(), title: z.string(), antiPattern: z.string().nullable() })),
});

const answer = async (args: Readonly<Record<string, unknown>>) => {
  const result = await checkProcess.call(args, context);
  if (!result.ok) throw new Error(result.errors.map(({ problem }) => problem).join());
  return { view: views.parse(result.value.data), text: result.value.text };
};

const repairs = z.object({ edits: z.array(z.object({ path: z.string(), value: z.unknown() })) });

/** Makes a change the way a reader would: by the dotted path, steps by their id. */
const edited = (document: string, edits: z.infer<typeof repairs>['edits']): string => {
  const tree = parse(document);
  for (const { path, value } of edits) {
    const words = path.split('.');
    const at = words[0] === 'steps' ? words.splice(0, 2)[1] : undefined;
    let place = at === undefined ? tree : tree.steps.find(({ id }: { id: string }) => id === at);
    for (const word of words.slice(0, -1)) place = place[word] ??= {};
    place[words.at(-1) ?? ''] = value;
  }
  return stringify(tree);
};

describe.each([
  ['no inbox', 'order', /billing: \{.*\}/, 'billing: { database: billing, outbox: true }'],
  ['no outbox', 'order', /(warehouse: \{.*)outbox: true, /, '$1'],
  ['no compensation', 'trip without car', / {4}compensation: \{ command: ReleaseRoom.*\n/, ''],
  ['in memory', 'loan', /durable: true, outbox/, 'durable: false, outbox'],
  ['no idempotency key', 'trip without hotel', /(carhire: .*), idempotencyKey: true/, '$1'],
] as const)('%s', (_, id, from, to) => {
  const document = EXAMPLES[id].replace(from, to);

  test('is told in words that say what to write, and what is written helps', async () => {
    expect(document).not.toBe(EXAMPLES[id]);
    const { view, text } = await answer({ document });
    expect(view.verdict).toBe('violated');
    const { edits } = repairs.parse(view.repair);
    for (const { path } of edits) expect(text).toContain(`- \`${path}: `);
    const { view: repaired } = await answer({ document: edited(document, edits), explain: false });
    expect(repaired.verdict).toBe('holds');
  }, 30_000);
});

const forgetful = EXAMPLES.loan.replace('durable: true, outbox', 'durable: false, outbox');

test('what a restart brings about is put down to the restart', async () => {
  const { view } = await answer({ document: forgetful, explain: false });
  expect(view.findings.length).toBeGreaterThan(2);
  for (const { antiPattern } of view.findings) expect(antiPattern).toBe('in-memory-saga-state');
});

test('a process that completes is not called cancelled', async () => {
  const { view } = await answer({ document: forgetful, explain: false });
  const [finding] = view.findings.filter(({ property }) => property === 'all-or-compensated');
  expect(finding?.title).toBe('The process is completed without decision (2 faults)');
});

test('a limit is named by what helps', async () => {
  const { text } = await answer({ document: EXAMPLES['trip without car'], maxStates: 300 });
  expect(text).toContain('stopped at maxStates');
  expect(text).toContain('Next: raise maxStates, check a smaller document');
});

test('partners and people who may never answer are told where the check trusts them', async () => {
  const patient = EXAMPLES['trip without car'].replaceAll(/ {4}timeout: .*\n/g, '');
  const { view, text } = await answer({ document: patient, explain: false });
  expect(view.verdict).toBe('holds');
  expect(text).toContain('- that airline may never answer: no timeout ends the wait for flight and tickets');
  expect(text).not.toContain('payments may never answer');
});

test.each([
  ['a pivot before what can be refused', 'order', 'shipping'],
  ['a pivot first of all', 'trip without car', 'flight'],
] as const)(
  '%s is moved behind it, and then the process holds',
  async (_, id, pivot) => {
    const tree = parse(EXAMPLES[id]);
    const steps: Readonly<Record<string, unknown>>[] = tree.steps.map((step: Readonly<Record<string, unknown>>) => {
      const { kind, after, ...rest } = step;
      if (step.id === pivot)
        return { ...rest, compensation: undefined, kind: 'pivot', ...(id === 'trip without car' ? { after } : {}) };
      return { ...rest, ...(kind === 'retriable' ? { kind } : {}), ...(id === 'trip without car' ? { after } : {}) };
    });
    const first = id === 'order' ? 1 : 0;
    const others = steps.filter((step) => step.id !== pivot);
    const moved = steps.filter((step) => step.id === pivot);
    const document = stringify({ ...tree, steps: [...others.slice(0, first), ...moved, ...others.slice(first)] });
    const { view, text } = await answer({ document });
    expect(view.findings.map(({ property }) => property)).toContain('retriable-after-pivot');
    expect(text).toContain(`do ${pivot} only after every step that can still turn the process back`);
    const { edits } = repairs.parse(view.repair);
    expect(edits.map(({ path }) => path)).toContain(`steps.${pivot}.after`);
    const { view: repaired } = await answer({ document: edited(document, edits), explain: false });
    expect(repaired.verdict).toBe('holds');
  },
  30_000,
);

test('a refund written as a step of its own is answered with where it belongs, and there it undoes', async () => {
  const document = (undo: string, refund: string) => `process: hotel
pattern: choreography
delivery: { durable: true }
services:
  payment: { outbox: true, inbox: { key: id, onDuplicate: replay_reply } }
  room: { outbox: true, inbox: { key: id, onDuplicate: replay_reply } }
starts: BookingRequested
steps:
  - { id: pay, service: payment, on: BookingRequested, success: Paid${undo} }
  - { id: reserve, service: room, on: Paid, success: RoomReserved, failure: NoRoom }
${refund}outcomes: { completed: RoomReserved, cancelled: Refunded }
`;
  const refund = '  - { id: refund, service: payment, on: NoRoom, success: Refunded }\n';
  const { view, text } = await answer({ document: document('', refund) });
  expect(view.findings.map(({ title }) => title)).toContain('pay is kept although the process is cancelled (no fault)');
  expect(text).toContain(
    'what undoes a step is no step of its own but its `compensation`, with `on` in a choreography',
  );
  const { view: mended } = await answer({
    document: document(', compensation: { on: NoRoom, success: Refunded }', ''),
    explain: false,
  });
  expect(mended.verdict).toBe('holds');
});
