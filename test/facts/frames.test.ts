import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/v4';
import { extractFacts } from '../../src/facts/index.ts';
import { loadFactLexicon } from '../../src/knowledge/decision.ts';
import { factNameSchema } from '../../src/knowledge/decision-schema.ts';

const loaded = loadFactLexicon('knowledge');
if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
const lexicon = loaded.value;

const folder = join(import.meta.dirname, 'frames');
const frame = z.strictObject({ fact: factNameSchema, value: z.boolean(), told: z.array(z.string()).min(1) });
const files = readdirSync(folder).map((file) => ({
  file,
  frames: z.array(frame).parse(parse(readFileSync(join(folder, file), 'utf8'))),
}));

/** A sentence counts as read when the fact is stated, with its value and more sure than not. */
const reads = (text: string, { fact, value }: z.output<typeof frame>): boolean => {
  const found = extractFacts([{ role: 'user', content: text }], lexicon).find((one) => one.fact === fact);
  return found?.value === value && (found.confidence ?? 1) >= 0.5;
};

describe('the many ways of telling one fact', () => {
  it.each(files)('$file are read, nearly all of them', ({ frames }) => {
    const all = frames.flatMap((one) => one.told.map((text) => ({ text, read: reads(text, one) })));
    const missed = all.filter(({ read }) => !read).map(({ text }) => text);
    expect(all.length).toBeGreaterThanOrEqual(40);
    expect(missed.length / all.length, missed.join('\n')).toBeLessThanOrEqual(0.08);
  });
});
