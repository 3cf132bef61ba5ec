import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draw } from '../../../src/draw/index.ts';
import { exportProcess } from '../../../src/process/exporters/index.ts';
import { detectFormat, IMPORT_FORMATS, importProcess } from '../../../src/process/importers/index.ts';
import { normalise } from '../../../src/process/normalise.ts';
import { parseProcess } from '../../../src/process/parse.ts';
import { printProcess } from '../../../src/process/print.ts';
import { fixture } from '../../draw/documents.ts';
import { renderTemplate } from '../exporters/templates.ts';
import { SAMPLES } from './samples.ts';

describe('detectFormat', () => {
  test.each(IMPORT_FORMATS)('knows a sample of %s', (format) => expect(detectFormat(SAMPLES[format])).toBe(format));

  test.each(['asyncapi', 'bpmn', 'serverless-workflow', 'eventcatalog'] as const)('knows our own %s', (format) => {
    const [text = ''] = Object.values(exportProcess(fixture('order'), format, renderTemplate).files);
    expect(detectFormat(text)).toBe(format);
  });

  test.each(['', 'process: order', '{"a": 1}', '# A README about asyncapi', '<svg/>', 'flowchart TD\n a --> b'])(
    'does not claim %j',
    (text) => expect(detectFormat(text)).toBeUndefined(),
  );
});

describe('our own drawings come back', () => {
  test('the sequence of a coordinator: services, commands, answers, order', () => {
    const order = fixture('order');
    const result = importProcess(draw(order, { kind: 'sequence' }).mermaid, 'mermaid-sequence');
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    const back = normalise(result.value.process);
    const words = (steps: typeof back.steps) =>
      steps.map(({ service, command, success, forEach }) => ({ service, command, success, forEach }));
    expect(words(back.steps)).toEqual(words(order.steps));
    expect(back.steps.map(({ after }) => after.length)).toEqual(order.steps.map(({ after }) => after.length));
    expect(back).toMatchObject({
      id: order.id,
      pattern: order.pattern,
      starts: order.starts,
      startedBy: order.startedBy,
    });
    expect(back.coordinator?.service).toBe(order.coordinator?.service);
  });

  test('the sequence of a choreography: who reacts to what', () => {
    const result = importProcess(draw(fixture('sign-up'), { kind: 'sequence' }).mermaid, 'mermaid-sequence');
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    expect(result.value.process).toMatchObject({
      pattern: 'choreography',
      starts: 'AccountOpened',
      startedBy: 'accounts',
      steps: [
        { service: 'kyc', on: 'AccountOpened', success: 'CustomerVerified' },
        { service: 'crm', on: 'AccountOpened', success: 'ContactCreated' },
        { service: 'mail', on: ['CustomerVerified', 'ContactCreated'], success: 'WelcomeSent' },
      ],
    });
  });

  test('the states of a coordinator: ids, commands, answers, refusals', () => {
    const order = fixture('order');
    const result = importProcess(draw(order, { kind: 'state' }).mermaid, 'mermaid-state');
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    const words = ({ steps }: typeof order) => steps.map(({ id, command, success }) => ({ id, command, success }));
    expect(words(normalise(result.value.process))).toEqual(words(order));
    expect(normalise(result.value.process).steps.map(({ failure }) => failure)).toEqual([
      ['PaymentDeclined', 'CardExpired'],
      ['OutOfStock'],
      [],
      ['ParcelRefused'],
      [],
    ]);
  });
});

describe('whatever comes in', () => {
  const damaged = fc
    .record({
      format: fc.constantFrom(...IMPORT_FORMATS),
      from: fc.nat(3000),
      length: fc.nat(60),
      put: fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.constantFrom('<', '>', '"', '{', '}', '- ', '\n', ': ', '-->>', 'end\n', '&#0;', '$ref'),
      ),
    })
    .map(({ format, from, length, put }) => {
      const text = SAMPLES[format];
      const at = from % text.length;
      return { format, text: text.slice(0, at) + put + text.slice(at + length) };
    });

  test('a damaged file is read into a valid document or refused with an error that teaches', () => {
    fc.assert(
      fc.property(damaged, ({ format, text }) => {
        const result = importProcess(text, format);
        if (result.ok)
          expect(parseProcess(printProcess(result.value.process)).ok, printProcess(result.value.process)).toBe(true);
        else
          for (const { problem, allowed, next } of result.errors)
            expect([problem, allowed, next].every((word) => word.length > 3)).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  const deep = (open: string, close: string) => open.repeat(50_000) + close.repeat(50_000);
  test.each([
    ['5 MB', 'a'.repeat(5_000_000)],
    ['deep brackets', deep('[', ']')],
    ['deep objects', deep('{"a":', '}')],
    ['deep elements', deep('<a>', '</a>')],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((c, i) => `${c}: &${c} [${Array(8).fill(`*${'abcdefghi'[i]}`)}]`).join('\n')}`,
    ],
    ['a billion laughs', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><definitions>&b;</definitions>'],
    ['an unclosed tag', `<definitions ${'x="'.repeat(100_000)}`],
    ['many open tags', '<a '.repeat(300_000)],
    ['many equals signs', `<a ${'= '.repeat(300_000)}>`],
    ['a long arrow', `sequenceDiagram\n${'-'.repeat(100_000)}>>${' '.repeat(50_000)}: x`],
    ['a long condition', `stateDiagram-v2\n${'a --> '.repeat(20_000)}`],
    ['NUL and friends', '\u0000\u202e\ud800'],
  ])('%s is refused by every importer without delay', (_, text) => {
    const start = performance.now();
    for (const format of IMPORT_FORMATS) expect(importProcess(text, format).ok).toBe(false);
    detectFormat(text);
    expect(performance.now() - start).toBeLessThan(2000 * IMPORT_FORMATS.length);
  });

  test.each([
    ['asyncapi', "asyncapi: 2.6.0\ninfo: { title: x, version: '1' }\nchannels: {}", 'it is AsyncAPI 2.6.0'],
    ['serverless-workflow', "specVersion: '0.8'\nstates: []", 'it is Serverless Workflow 0.8'],
    ['bpmn', '<svg/>', 'the XML has no BPMN process'],
    ['amazon-states-language', '{"States": {}}', 'it has no `StartAt`'],
    ['eventcatalog', '---\nid: x\nname: x\n---\n', 'the front matter has no `steps`'],
    ['mermaid-sequence', 'flowchart TD\n a --> b', 'it does not begin with `sequenceDiagram`'],
    ['mermaid-state', 'stateDiagram-v2\n state "x" as y', 'no state leads to another'],
  ] as const)('%s: %s', (format, text, problem) => {
    expect(importProcess(text, format)).toMatchObject({ ok: false, errors: [{ problem }] });
  });

  test('more steps than a document holds are refused', () => {
    const lines = Array.from({ length: 129 }, (_, at) => ` a->>b: Do${at}\n b-->>a: Done${at}`);
    expect(importProcess(`sequenceDiagram\n${lines.join('\n')}`, 'mermaid-sequence')).toMatchObject({
      ok: false,
      errors: [{ problem: 'it has 129 steps' }],
    });
  });
});
