import { afterEach, describe, expect, test } from 'vitest';
import { type Behaviour, errs, says, startProvider } from '../advise/provider.ts';
import { eda } from './process.ts';

const STORY =
  'We reserve the flight and book the hotel; if the hotel refuses, cancel the flight. Zoë wants to see each one first.';
const KEY = 'sk-secret-of-the-test';
const reply = JSON.stringify({
  facts: [
    { fact: 'humanSteps', value: true, message: 0, quote: 'Zoë wants to see each one first' },
    { fact: 'fanIn', value: true, message: 0, quote: 'words that do not occur' },
  ],
  needsGuidance: true,
  because: { message: 0, quote: 'cancel the flight' },
});

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

const recommend = async (behaviours: readonly Behaviour[], args: readonly string[], key: string | undefined = KEY) => {
  const provider = await startProvider(...behaviours);
  stops.push(provider.stop);
  const env = { PATH: process.env.PATH, OPENAI_API_KEY: key, OPENAI_BASE_URL: provider.url, EDA_ADVISER_RETRIES: '0' };
  const answer = await eda(['recommend', STORY, '--json', ...args], '', { env });
  return { ...answer, data: JSON.parse(answer.stdout), requests: provider.requests };
};

describe('the adviser, over the command line and a real provider on loopback', () => {
  test('fills what the offline reading left open; invented quotations count for nothing', async () => {
    const { data, requests, stderr } = await recommend([says(reply)], ['--adviser']);
    expect(data.adviser).toMatchObject({
      used: true,
      note: expect.stringContaining('1 facts without a true quotation'),
    });
    expect(data.pattern).toBe('process_manager');
    expect(data.decisive.map(({ source }: { source: string }) => source)).toContain('adviser');
    expect(requests).toHaveLength(1);
    expect(stderr).toBe('');
  });

  test('is not asked unless the call says so', async () => {
    const { data, requests } = await recommend([says(reply)], []);
    expect(data.adviser).toMatchObject({ used: false, note: 'off' });
    expect(requests).toHaveLength(0);
  });

  test('without a key the answer is the offline one, and says so', async () => {
    const { data, requests } = await recommend([says(reply)], ['--adviser'], '');
    expect(data.adviser).toMatchObject({ used: false, note: expect.stringContaining('OPENAI_API_KEY') });
    expect(requests).toHaveLength(0);
  });

  test('a failing provider degrades to the offline answer; neither key nor text is logged', async () => {
    const { data, stderr, code } = await recommend([errs(500)], ['--adviser']);
    const offline = await recommend([], []);
    expect(data.adviser.used).toBe(false);
    expect(data.pattern).toBe(offline.data.pattern);
    expect(code).toBe(0);
    expect(stderr + data.adviser.note).not.toMatch(/sk-secret|flight/);
  });
});
