import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AnyClient, oldClient } from './clients.ts';

type Call = readonly [tool: string, args: Record<string, unknown>];

const READERS = ['detect_process', 'recommend_pattern', 'give_guidance'];
const DECIDERS = ['recommend_pattern', 'give_guidance'];
const HUGE = 'x'.repeat(1_000_001);

/** Every wrong way to call the tools that we could think of. */
const MISUSES: readonly Call[] = [
  ...READERS.flatMap((tool): Call[] => [
    [tool, {}],
    [tool, { text: '' }],
    [tool, { text: '   \n ' }],
    [tool, { text: 42 }],
    [tool, { text: null }],
    [tool, { text: ['a'] }],
    [tool, { text: { a: 1 } }],
    [tool, { text: true }],
    [tool, { messages: [] }],
    [tool, { messages: 'a' }],
    [tool, { messages: {} }],
    [tool, { messages: [1] }],
    [tool, { messages: [{}] }],
    [tool, { messages: [{ role: 'user' }] }],
    [tool, { messages: [{ role: 'robot', content: 'a' }] }],
    [tool, { messages: [{ role: 'user', content: 1 }] }],
    [tool, { messages: [{ role: 'user', content: 'a', extra: 1 }] }],
    [tool, { messages: [{ role: 'user', content: ' ' }] }],
    [tool, { text: 'a', messages: [{ role: 'user', content: 'a' }] }],
    [tool, { text: HUGE }],
    [tool, { messages: [{ role: 'user', content: HUGE }] }],
    [tool, { conversation: 'a' }],
    [tool, { text: 'a', detial: 'full' }],
    [tool, { Text: 'a' }],
    [tool, { __proto__: null, text: undefined }],
  ]),
  ...DECIDERS.flatMap((tool): Call[] => [
    [tool, { facts: { tems: 3 } }],
    [tool, { facts: { teams: 'three' } }],
    [tool, { facts: { teams: -1 } }],
    [tool, { facts: { teams: 2.5 } }],
    [tool, { facts: { humanSteps: 'yes' } }],
    [tool, { facts: { humanSteps: 1 } }],
    [tool, { facts: { ordering: 'fifo' } }],
    [tool, { facts: [] }],
    [tool, { facts: 'humanSteps' }],
    [tool, { facts: null }],
    [tool, { text: 'a', facts: { constructor: true } }],
  ]),
  ['give_guidance', { steps: 'charge card' }],
  ['give_guidance', { steps: [1] }],
  ['give_guidance', { steps: [''] }],
  ['give_guidance', { steps: Array.from({ length: 33 }, () => 'a') }],
  ['give_guidance', { steps: ['a'], services: {} }],
  ['give_guidance', { text: 'a', platform: { language: 'cobol' } }],
  ['give_guidance', { text: 'a', platform: { bus: '../../etc/passwd' } }],
  ['give_guidance', { text: 'a', detail: 'everything' }],
  ['give_guidance', { document: 'process: [' }],
  ['give_guidance', { document: 'process: x' }],
  ['give_guidance', { document: '' }],
  ['search_knowledge', {}],
  ['search_knowledge', { query: '' }],
  ['search_knowledge', { query: 'a', id: 'outbox' }],
  ['search_knowledge', { query: 5 }],
  ['search_knowledge', { query: HUGE }],
  ['search_knowledge', { id: 'no-such-entry' }],
  ['search_knowledge', { id: '../../package.json' }],
  ['search_knowledge', { id: '' }],
  ['search_knowledge', { query: 'a', kind: 'novel' }],
  ['search_knowledge', { q: 'a' }],
];

describe('misuse', () => {
  let client: AnyClient;
  beforeAll(async () => {
    client = await oldClient();
  });
  afterAll(() => client.close());

  test('is tried in at least a hundred ways', () => {
    expect(MISUSES.length).toBeGreaterThanOrEqual(100);
  });

  test.each(MISUSES.map((call, index) => ({ index, call })))(
    '$index: $call.0 is told what is wrong',
    async ({ call }) => {
      const [name, args] = call;
      const answer = await client.callTool({ name, arguments: args });
      const text = JSON.stringify(answer.content);
      expect(answer.isError).toBe(true);
      const field =
        Object.keys(args).find((key) => text.includes(key)) ?? (Object.keys(args).length === 0 ? 'none' : '');
      expect(field).not.toBe('');
      expect(text).toMatch(/Allowed: .*Next: /s);
      expect(text).not.toMatch(/\bat .*\.(?:ts|js|mjs):\d+|\/(?:root|home|usr|tmp|work)\//);
      expect(text.length).toBeLessThan(6000);
    },
  );

  test('and the server still answers', async () => {
    const answer = await client.callTool({ name: 'search_knowledge', arguments: { id: 'saga' } });
    expect(answer.isError ?? false).toBe(false);
  });
});
