import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checklistSchema } from '../../src/knowledge/checklist-schema.ts';
import { antiPatternSchema } from '../../src/knowledge/schema.ts';

const root = 'knowledge/anti-patterns';
const headings = ['What it looks like', 'Why it hurts', 'Bad', 'Good', 'How to get out'];
/** What goes wrong most often: no edition of the knowledge is without these. */
const always = [
  'distributed-transaction',
  'god-process-manager',
  'leaking-internal-events',
  'missing-compensation',
  'synchronous-dependencies',
  'unreliable-messaging',
];

const checklist = checklistSchema.parse(parse(readFileSync('knowledge/checklist.yaml', 'utf8')));
const items = checklist.groups.flatMap((group) => group.items);

const read = (id: string) => {
  const [, head = '', body = ''] = readFileSync(join(root, id, 'index.md'), 'utf8').split(/^---$/m);
  return { front: antiPatternSchema.parse(parse(head)), body };
};

const ids = readdirSync(root).sort();
const entries = new Map(ids.map((id) => [id, read(id)]));
const sources = (id: string, half: 'bad' | 'good') =>
  readdirSync(join(root, id, half)).map((name) => ({ name, text: readFileSync(join(root, id, half, name), 'utf8') }));

it('has the six that go wrong most often', () => {
  expect(ids).toEqual(expect.arrayContaining(always));
});

describe.each([...entries])('anti-pattern %s', (id, { front, body }) => {
  it('says who it is and where it was learnt', () => {
    expect(front.id).toBe(id);
    expect(new Set(front.sources.map((source) => source.url)).size).toBe(front.sources.length);
  });

  it('has the fixed headings, each with something below it', () => {
    const sections = body.split(/^## /m).slice(1);
    expect(sections.map((section) => section.split('\n')[0])).toEqual(headings);
    for (const section of sections) expect(section.length).toBeGreaterThan(100);
  });

  it('shows the bad and the good half in Go and in TypeScript', () => {
    for (const [half, heading] of [
      ['bad', 'Bad'],
      ['good', 'Good'],
    ] as const) {
      const section = body.split(new RegExp(`^## ${heading}$`, 'm'))[1]?.split(/^## /m)[0] ?? '';
      const names = sources(id, half).map((file) => file.name);
      for (const [extension, fence] of [
        ['.go', 'go'],
        ['.ts', 'ts'],
      ] as const) {
        expect(names.some((name) => name.endsWith(extension))).toBe(true);
        expect(section).toMatch(new RegExp(`^\`\`\`${fence} source="${half}/`, 'm'));
      }
    }
  });

  it('marks the fault in the bad half of both languages, and nothing in the good half', () => {
    const marked = sources(id, 'bad').filter(({ text }) => new RegExp(`// want ${id}$`, 'm').test(text));
    const languages = new Set(marked.map(({ name }) => name.split('.').at(-1)));
    expect([...languages].sort()).toEqual(['go', 'ts']);
    for (const { text } of sources(id, 'good')) expect(text).not.toContain('// want');
  });

  it('marks with ids that exist', () => {
    const marks = sources(id, 'bad').flatMap(({ text }) => [...text.matchAll(/\/\/ want (.*)$/gm)]);
    for (const [, mark = ''] of marks) expect(ids).toContain(mark);
  });

  it('proves its harm in Go and in TypeScript', () => {
    const tests = {
      go: readFileSync(join(root, id, 'harm_test.go')),
      ts: readFileSync(join(root, id, 'harm.test.ts')),
    };
    for (const [language, text] of Object.entries(tests))
      for (const half of ['bad', 'good']) expect(text.toString(), `${language} runs ${half}`).toContain(`${half}.`);
  });

  it('is related to entries that exist', () => {
    const folders = ['knowledge/patterns', root, 'knowledge/examples'].flatMap((folder) => readdirSync(folder));
    for (const related of front.related) expect(folders).toContain(related);
    expect(front.related).not.toContain(id);
  });

  it('violates checklist items that exist', () => {
    const known = items.map((item) => item.id);
    for (const item of front.violates) expect(known).toContain(item);
  });
});

describe('the checklist and the anti-patterns', () => {
  it.each(items.map((item) => [item.id, item] as const))('agree on what decides %s', (_, item) => {
    for (const decided of item.anti_patterns) expect(entries.get(decided)?.front.violates, decided).toContain(item.id);
  });
});
