import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { processJsonSchema } from '../../src/process/json-schema.ts';
import { oldClient } from './clients.ts';
import { eda } from './process.ts';

const STORY =
  'When a trip is booked we reserve the flight and book the hotel; if the hotel refuses, cancel the flight.';

describe('eda', () => {
  test.each([
    ['detect', 'detect_process', { text: STORY }],
    ['recommend', 'recommend_pattern', { text: STORY }],
    ['guide', 'give_guidance', { text: STORY }],
    ['search', 'search_knowledge', { query: STORY }],
  ])('%s prints what the tool answers, as Markdown and as --json', async (command, tool, args) => {
    const client = await oldClient();
    const answer = await client.callTool({ name: tool, arguments: args });
    await client.close();
    const [markdown, json] = await Promise.all([eda([command, STORY]), eda([command, STORY, '--json'])]);
    expect([markdown.code, json.code]).toEqual([0, 0]);
    expect([{ type: 'text', text: markdown.stdout }]).toEqual(answer.content);
    expect(JSON.parse(json.stdout)).toEqual(answer.structuredContent);
  });

  test('review takes a process document, or a design text', async () => {
    const [document, prose] = await Promise.all([
      eda(['review', 'knowledge/examples/bank-transfer/process.yaml', '--json']),
      eda(['review', 'Billing saves the row in the database and publishes an event to the queue.', '--json']),
    ]);
    expect([document.code, prose.code]).toEqual([0, 1]);
    expect(JSON.parse(document.stdout)).toMatchObject({ verdict: 'approve', checked: 'holds' });
    expect(JSON.parse(prose.stdout)).toMatchObject({ verdict: 'revise', checked: null, assumed: [] });
  });

  test('explain and schema are for the terminal only: no client lists them', async () => {
    const document = 'knowledge/examples/bank-transfer/process.yaml';
    const [explained, schema] = await Promise.all([eda(['explain', document]), eda(['schema'])]);
    expect([explained.code, schema.code]).toEqual([0, 0]);
    expect(explained.stdout).toContain('On **TransferOrdered**, when status is not started: starts the process.');
    expect(JSON.parse(schema.stdout)).toEqual(processJsonSchema());
    const client = await oldClient();
    const { tools } = await client.listTools();
    await client.close();
    expect(tools.map(({ name }) => name).filter((name) => /explain|schema/.test(name))).toEqual([]);
  });

  test('a byte order mark, as Windows writes it, is no part of a dialogue', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'eda-')), 'dialogue.json');
    const dialogue = JSON.stringify({ messages: [{ role: 'user', content: STORY }] });
    writeFileSync(file, `\uFEFF${dialogue}`);
    const [marked, piped, plain] = await Promise.all([
      eda(['detect', file, '--json']),
      eda(['detect', '--json'], `\uFEFF${dialogue}`),
      eda(['detect', '--json'], dialogue),
    ]);
    expect([marked.stdout, piped.stdout]).toEqual([plain.stdout, plain.stdout]);
  });

  test.each(['[{"role": "user", "content": "We charge', '{"messages": [{"role": "user", "content": "We charge"}'])(
    'a dialogue that is cut off is refused, not read as words: %s',
    async (cut) => {
      const { code, stderr } = await eda(['detect'], cut);
      expect(code).toBe(2);
      expect(stderr).toContain('no valid JSON');
    },
  );

  test('text may begin with a bracket', async () => expect((await eda(['detect', `[draft] ${STORY}`])).code).toBe(0));

  test('recommend claims nothing of what is no process', async () => {
    const { stdout } = await eda(['recommend', 'How do I format a price in euros?']);
    expect(stdout).toContain('nothing that was said points to a pattern');
    expect(stdout).not.toContain('rovisionally');
    expect(stdout).toContain('ask nothing and answer as usual');
  });

  test('--jsonl leaves fields alone that are named like what every object has', async () => {
    const { code, stdout } = await eda(
      ['detect', '--jsonl'],
      JSON.stringify({ text: STORY, constructor: 1, valueOf: 2 }),
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ detected: true });
  });

  test('reads an argument, a file, a dialogue in a file, and standard input', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'eda-'));
    writeFileSync(join(folder, 'story.txt'), STORY);
    writeFileSync(join(folder, 'dialogue.json'), JSON.stringify({ messages: [{ role: 'user', content: STORY }] }));
    const answers = await Promise.all([
      eda(['detect', STORY]),
      eda(['detect', join(folder, 'story.txt')]),
      eda(['detect', join(folder, 'dialogue.json')]),
      eda(['detect', '-'], STORY),
      eda(['detect'], STORY),
    ]);
    expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1);
  });

  test('--jsonl maps each line to one line, keeps ids, and goes on after a bad line', async () => {
    const lines = [
      JSON.stringify({ id: 'a', messages: [{ role: 'user', content: STORY }], detected: true, slice: 'easy' }),
      'not json',
      JSON.stringify({ id: 'c', text: 'How do I centre a div?' }),
    ];
    const { stdout, code } = await eda(['detect', '--jsonl'], lines.join('\n'));
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers).toMatchObject([
      { id: 'a', detected: true, score: expect.any(Number), triggers: expect.any(Array), evidence: expect.any(Array) },
      { error: expect.stringContaining('not a JSON object') },
      { id: 'c', detected: false },
    ]);
    expect(code).toBe(2);
  });

  test('recommend --jsonl takes text, facts or both', async () => {
    const lines = [
      { id: 1, facts: { humanSteps: true } },
      { id: 2, text: STORY },
      { id: 3, text: STORY, facts: {} },
    ];
    const { stdout, code } = await eda(['recommend', '--jsonl'], lines.map((line) => JSON.stringify(line)).join('\n'));
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers[0]).toMatchObject({ id: 1, pattern: 'process_manager' });
    expect(answers[1].pattern).toBe(answers[2].pattern);
    expect(code).toBe(0);
  });

  test('--jsonl names the fields it does not know, and what is allowed', async () => {
    const lines = [
      { id: 1, text: STORY, label: 'saga' },
      { id: 2, txt: STORY },
    ];
    const { stdout, stderr, code } = await eda(
      ['recommend', '--jsonl'],
      lines.map((line) => JSON.stringify(line)).join('\n'),
    );
    const [answered, refused] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answered).toMatchObject({ id: 1, pattern: expect.any(String) });
    expect(refused.error).toMatch(/fields left alone: txt\nAllowed: id, .*text/);
    expect(stderr).toMatch(/fields left alone: label, txt\nAllowed: id, .*text/);
    expect(code).toBe(2);
  });

  test.each([
    [['frobnicate'], /there is no command "frobnicate"/],
    [['detect', '--nonsense', 'x'], /nonsense/],
    [['detect'], /nothing to read/],
    [['guide', '--facts', '{"tems":3}'], /facts\.tems: there is no such fact[\s\S]*teams/],
    [['search', '--id', 'outbax'], /outbox/],
    [['import', '--formt', 'bpmn'], /Next: did you mean "--format"\?/],
    [['import', '--from', 'bpmn'], /Next: Run eda import --help\./],
    [['check'], /Next: Call eda guide --detail full to get a draft/],
    [['serve', '--knowledge', '/nonexistent'], /there is no folder/],
  ])('%s is refused with what is allowed and what to do next, exit code 2', async (args, message) => {
    const { stderr, stdout, code } = await eda(args);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/Allowed: .+\nNext: .+/);
    expect([stdout, code]).toEqual(['', 2]);
  });

  test('help of a command says what its options take', async () => {
    const [check, again, draw] = await Promise.all([
      eda(['help', 'check']),
      eda(['check', '--help']),
      eda(['svg', '-h']),
    ]);
    expect(check.stdout).toMatch(
      /^eda check: .*\n\nUsage: eda check \[text \| file \| -\][\s\S]*--seconds +Time limit. Default 20.\n/,
    );
    expect(again).toMatchObject({ stdout: check.stdout, code: 0 });
    expect(draw.stdout).toMatch(/^eda svg: .*layers[\s\S]*--view /);
  });

  test('help names every command', async () => {
    const { stdout } = await eda(['help']);
    for (const name of ['guide', 'detect', 'recommend', 'search', 'serve']) expect(stdout).toContain(`  ${name} `);
  });
});
