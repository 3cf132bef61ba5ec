import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readInput } from '../../src/command-line/input.ts';

const folder = mkdtempSync(join(tmpdir(), 'eda-input-'));
const file = (name: string, bytes: Uint8Array | string): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const nothing = Readable.from([]);
const text = 'process: café';

describe('a file', () => {
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 as PowerShell writes it', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, the other way round', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ])('in %s is read', async (_, bytes) => {
    expect(await readInput(file('a.yaml', bytes), nothing, 'document')).toEqual({ ok: true, value: text });
  });

  test('that is no text is refused, from standard input as well', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]);
    for (const read of [
      readInput(file('a.png', bytes), nothing, 'design'),
      readInput('-', Readable.from([bytes]), 'words'),
    ]) {
      expect(await read).toMatchObject({ ok: false, errors: [{ problem: expect.stringContaining('no text') }] });
    }
  });
});

describe('what is no file', () => {
  test.each([
    ['words', 'saga'],
    ['words', 'saga/choreography'],
    ['words', 'src'],
    ['words', 'we read order.yaml and ship'],
    ['words', '[draft] charge the card'],
    ['design', 'Billing saves the row.'],
    ['document', '{"process": "order"}'],
    ['document', 'process: order\nsteps: []\n'],
  ] as const)('is text where it may be: %s %j', async (kind, given) => {
    expect(await readInput(given, nothing, kind)).toEqual({ ok: true, value: given });
  });

  test.each([
    ['words', 'order.yaml', 'there is no file "order.yaml"'],
    ['words', './order', 'there is no file "./order"'],
    ['words', './src', '"./src" is a folder'],
    ['design', 'order', 'there is no file "order"'],
    ['document', 'order', 'there is no file "order"'],
    ['document', 'two words', 'there is no file "two words"'],
    ['document', 'src', '"src" is a folder'],
  ] as const)('is a mistake where it may not: %s %j', async (kind, given, problem) => {
    expect(await readInput(given, nothing, kind)).toMatchObject({ ok: false, errors: [{ problem }] });
  });
});
