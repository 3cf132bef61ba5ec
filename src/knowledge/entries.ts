import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod/v4';
import { fail, ok, type Result, type UserError } from '../errors.ts';
import { antiPatternSchema, exampleSchema, painSchema as pain, type painSchema, patternSchema } from './schema.ts';
import { transclude } from './transclude.ts';
import { parseYaml, splitFrontMatter } from './yaml-file.ts';

export type EntryKind = 'pattern' | 'anti-pattern' | 'example' | 'pain';

/** One piece of knowledge as a reader sees it: what every kind has in common, and the filled Markdown body. */
export type Entry = Readonly<{
  kind: EntryKind;
  id: string;
  title: string;
  summary: string;
  aliases: readonly string[];
  related: readonly string[];
  sources: readonly Readonly<{ title: string; url: string }>[];
  when: readonly string[];
  whenNot: readonly string[];
  /** Checklist items a pattern serves or an anti-pattern violates. */
  checklist: readonly string[];
  severity: 'error' | 'warning' | 'question' | 'none';
  question: string;
  body: string;
}>;

type Head =
  | z.output<typeof patternSchema>
  | z.output<typeof antiPatternSchema>
  | z.output<typeof exampleSchema>
  | z.output<typeof painSchema>;

type Kind = Readonly<{ kind: EntryKind; folder: string; schema: z.ZodType<Head>; headings: readonly string[] }>;

/** The folders of knowledge, what their front matter must say and which headings their bodies must have, in order. */
export const KINDS: readonly Kind[] = [
  {
    kind: 'pattern',
    folder: 'patterns',
    schema: patternSchema,
    headings: ['Problem', 'How it works', 'Go', 'TypeScript', 'Failure modes'],
  },
  {
    kind: 'anti-pattern',
    folder: 'anti-patterns',
    schema: antiPatternSchema,
    headings: ['What it looks like', 'Why it hurts', 'Bad', 'Good', 'How to get out'],
  },
  { kind: 'example', folder: 'examples', schema: exampleSchema, headings: ['Scenario', 'Design'] },
  { kind: 'pain', folder: 'pains', schema: pain, headings: [] },
];

/** Reads every entry below a knowledge root, sorted by kind and id; all mistakes of all files at once. */
export const readEntries = (root: string): Result<readonly Entry[]> => {
  const results = KINDS.flatMap((kind) => filesOf(root, kind).map((file) => readEntry(root, kind, file)));
  const errors = results.flatMap((result) => (result.ok ? [] : result.errors));
  return errors.length > 0 ? fail(...errors) : ok(results.flatMap((result) => (result.ok ? [result.value] : [])));
};

/** The Markdown files of one kind, relative to the root. */
export const filesOf = (root: string, kind: Kind): readonly string[] => {
  const folder = join(root, kind.folder);
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => (kind.kind === 'pain' ? entry.name.endsWith('.md') : entry.isDirectory()))
    .map((entry) => (kind.kind === 'pain' ? `${kind.folder}/${entry.name}` : `${kind.folder}/${entry.name}/index.md`))
    .sort();
};

const readEntry = (root: string, kind: Kind, file: string): Result<Entry> => {
  const path = join(root, file);
  if (!existsSync(path)) {
    return fail(problem(file, 'the folder has no index.md', 'an index.md with front matter', `Write ${file}.`));
  }
  const split = splitFrontMatter({ file, text: readFileSync(path, 'utf8') });
  if (!split.ok) return split;
  const head = parseYaml(split.value.head, kind.schema);
  if (!head.ok) return head;
  const folder = join(path, '..');
  const body = transclude(file, split.value.body, (sibling) => {
    const at = join(folder, sibling);
    return existsSync(at) ? readFileSync(at, 'utf8') : undefined;
  });
  if (!body.ok) return body;
  const errors = [...wrongId(file, head.value.id), ...wrongHeadings(file, kind, body.value)];
  return errors.length > 0 ? fail(...errors) : ok(entryOf(kind.kind, head.value, body.value));
};

const wrongId = (file: string, id: string): readonly UserError[] => {
  const expected = file.split('/')[1]?.replace(/\.md$/, '') ?? '';
  if (id === expected) return [];
  return [problem(`${file}:2`, `id "${id}" is not the folder's name`, expected, `Write "id: ${expected}".`)];
};

const wrongHeadings = (file: string, kind: Kind, body: string): readonly UserError[] => {
  const found = [...body.matchAll(/^## (.+)$/gm)].map((match) => match[1] ?? '');
  const required = found.filter((heading) => kind.headings.includes(heading));
  if (required.join('|') === kind.headings.join('|')) return [];
  return [
    problem(file, `headings are ${found.join(', ') || 'missing'}`, kind.headings.join(', '), 'Use these, in order.'),
  ];
};

const problem = (at: string, what: string, allowed: string, next: string): UserError => ({
  at,
  problem: `${at}: ${what}`,
  allowed,
  next,
});

const entryOf = (kind: EntryKind, head: Head, body: string): Entry => ({
  kind,
  id: head.id,
  title: head.title,
  summary: head.summary,
  aliases: head.aliases,
  related: head.related,
  sources: head.sources,
  when: 'when' in head ? head.when : [],
  whenNot: 'when_not' in head ? head.when_not : [],
  checklist: 'violates' in head ? head.violates : 'checklist' in head ? head.checklist : [],
  severity: 'severity' in head ? head.severity : 'none',
  question: 'question' in head ? head.question : '',
  body: body.trim(),
});
