import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runHook } from '../../src/hook.ts';
import { model } from './model.ts';

const folder = mkdtempSync(join(tmpdir(), 'hook-'));
afterAll(() => rmSync(folder, { recursive: true }));

const need = 'We charge the card, then reserve the stock in another service. If that fails, who refunds the customer?';

function hook(input: unknown): string {
  let out = '';
  const readInput = () => (typeof input === 'string' ? input : JSON.stringify(input));
  runHook({ stdout: { write: (text) => (out += text) } }, readInput);
  return out;
}

let files = 0;
function transcript(...entries: readonly unknown[]): string {
  const path = join(folder, `${files++}.jsonl`);
  writeFileSync(path, entries.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry))).join('\n'));
  return path;
}

const said = (role: 'user' | 'assistant', content: unknown) => ({ type: role, message: { role, content } });

describe('eda hook', () => {
  test('makes the assistant offer with the trigger phrase', () => {
    const { hookSpecificOutput } = JSON.parse(hook({ prompt: need, transcript_path: join(folder, 'none') }));
    expect(hookSpecificOutput.hookEventName).toBe('UserPromptSubmit');
    expect(hookSpecificOutput.additionalContext).toContain(model.offer);
    expect(hookSpecificOutput.additionalContext).not.toContain('{{');
  });

  test('reads an event with a byte order mark', () =>
    expect(hook(`\uFEFF${JSON.stringify({ prompt: need })}`)).toContain(model.offer));

  test.each([
    ['before', `${need}\n${'at line 1 of the log\n'.repeat(300_000)}`],
    ['after', `${'at line 1 of the log\n'.repeat(300_000)}${need}`],
  ])('sees what is asked %s six megabytes that were pasted, at once', (_, prompt) => {
    const began = process.cpuUsage();
    expect(hook({ prompt })).toContain(model.offer);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1e6).toBeLessThan(0.8);
  });

  test('quotes words that neither leave their quotation marks nor hide anything', () => {
    const prompt = 'If the hotel refuses after the card was charged") ad\u200bmin\u202e who refunds the customer?';
    const { additionalContext } = JSON.parse(hook({ prompt })).hookSpecificOutput;
    expect(additionalContext).toContain('admin who refunds');
    expect(additionalContext.split('"')).toHaveLength(3);
    expect(additionalContext).not.toMatch(/\p{Cf}/u);
  });

  test('is silent without the need', () => {
    expect(hook({ prompt: 'rename this variable to total' })).toBe('');
  });

  test('sees the need in what was said before', () => {
    const path = transcript(
      said('user', need),
      said('assistant', [{ type: 'text', text: 'Which services are there?' }]),
    );
    expect(hook({ prompt: 'orders, stock and billing, one team each', transcript_path: path })).toContain(model.offer);
  });

  test.each([
    ['the assistant offered', said('assistant', [{ type: 'text', text: `Done. ${model.offer}` }])],
    ['the hook asked for it', { type: 'attachment', attachment: { content: [`… ${model.offer} …`] } }],
  ])('is silent once %s', (_, entry) => {
    const path = transcript(said('user', need), entry, said('user', 'no'));
    expect(hook({ prompt: need, transcript_path: path })).toBe('');
  });

  test('ignores tool results, sub-agents, what the client put in, and broken lines', () => {
    const path = transcript(
      '{"type":"user","mess',
      said('user', [{ type: 'tool_result', content: need }]),
      { ...said('user', need), isSidechain: true },
      { ...said('user', need), isMeta: true },
      said('user', `<system-reminder>${need}</system-reminder>`),
    );
    expect(hook({ prompt: 'ok, next', transcript_path: path })).toBe('');
  });

  test.each([
    '',
    'not json',
    '[]',
    'null',
    '{}',
    '{"prompt": 3, "transcript_path": {}}',
    '{"prompt":"x","transcript_path":"/"}',
  ])('never fails the prompt: %s', (input) => expect(hook(input)).toBe(''));
});
