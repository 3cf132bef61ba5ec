import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOOLS } from '../../src/tools/index.ts';
import { type AnyClient, newClient, oldClient } from './clients.ts';

const STORY =
  'When an order is placed we charge the card, reserve the stock at the warehouse service and book a courier. If the courier refuses, the card must be refunded and the stock released.';

const DOCUMENT = readFileSync('knowledge/examples/order-fulfilment/process.yaml', 'utf8');

/** At least one call of every tool; more where a tool has several kinds of answer. */
const CALLS: readonly Readonly<{ name: string; arguments: Record<string, unknown> }>[] = [
  { name: 'detect_process', arguments: { text: STORY } },
  { name: 'detect_process', arguments: { messages: [{ role: 'user', content: 'How do I centre a div?' }] } },
  { name: 'recommend_pattern', arguments: { text: STORY } },
  { name: 'recommend_pattern', arguments: { facts: { humanSteps: true, services: 3 } } },
  { name: 'give_guidance', arguments: { text: STORY } },
  { name: 'give_guidance', arguments: { text: STORY, detail: 'full', platform: { language: 'typescript' } } },
  { name: 'give_guidance', arguments: { steps: ['charge card', 'reserve stock'], events: ['OrderPlaced'] } },
  { name: 'review_design', arguments: { document: DOCUMENT } },
  { name: 'review_design', arguments: { prose: 'We save the order and then publish OrderPlaced.', detail: 'full' } },
  { name: 'check_process', arguments: { document: DOCUMENT } },
  { name: 'check_process', arguments: { document: DOCUMENT.replaceAll('outbox: true', 'outbox: false') } },
  ...['sequence', 'failures', 'all'].map((view) => ({ name: 'draw_process', arguments: { document: DOCUMENT, view } })),
  { name: 'draw_process', arguments: { document: 'process: x' } },
  { name: 'search_knowledge', arguments: { query: 'the event was lost after the commit' } },
  { name: 'search_knowledge', arguments: { id: 'outbox' } },
  { name: 'search_knowledge', arguments: { id: 'outbax' } },
];

describe('both protocol eras', () => {
  let old: AnyClient;
  let modern: AnyClient;
  beforeAll(async () => {
    [old, modern] = await Promise.all([oldClient(), newClient()]);
  });
  afterAll(() => Promise.all([old.close(), modern.close()]));

  test('list the same tools, and every tool has a call below', async () => {
    const lists = await Promise.all([old.listTools(), modern.listTools()]);
    const [names, same] = lists.map(({ tools }) => tools.map(({ name }) => name));
    expect(names).toEqual(TOOLS.map(({ name }) => name));
    expect(same).toEqual(names);
    expect([...new Set(CALLS.map(({ name }) => name))].sort()).toEqual([...(names ?? [])].sort());
  });

  test.each(CALLS)('$name answers both alike: $arguments', async (call) => {
    const answers = await Promise.all([old.callTool(call), modern.callTool(call)]);
    const [ours, theirs] = answers.map(({ content, structuredContent, isError }) => ({
      content,
      structuredContent,
      isError: isError ?? false,
    }));
    expect(theirs).toEqual(ours);
    const tool = TOOLS.find(({ name }) => name === call.name);
    if (ours?.isError === false) expect(tool?.output.safeParse(ours.structuredContent).error).toBeUndefined();
    expect(JSON.stringify(ours?.content)).toContain('Next');
  });

  test('say when to call what, in fewer than 1,200 characters', () => {
    for (const client of [old, modern]) {
      const instructions = client.getInstructions() ?? '';
      expect(instructions.length).toBeLessThan(1200);
      for (const { name } of TOOLS) expect(instructions).toContain(name);
    }
  });
});

describe('a client that can show forms', () => {
  const vague = { name: 'recommend_pattern', arguments: { facts: { services: 2 } } };

  test.each([
    ['old', oldClient],
    ['new', newClient],
  ])('%s era: the missing facts are asked, and the answer rests on them', async (_, connect) => {
    const asked: string[] = [];
    const client = await connect((fields) => {
      asked.push(...fields);
      return Object.fromEntries(fields.map((field) => [field, field === 'humanSteps']));
    });
    const silent = await oldClient();
    const [withForm, without] = await Promise.all([client.callTool(vague), silent.callTool(vague)]);
    await Promise.all([client.close(), silent.close()]);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(without.structuredContent).toMatchObject({ pattern: 'ask' });
    expect(withForm.structuredContent).not.toMatchObject({ pattern: 'ask' });
  });
});
