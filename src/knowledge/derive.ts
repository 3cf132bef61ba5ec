import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '../errors.ts';
import { type Entry, type EntryKind, filesOf, KINDS, readEntries } from './entries.ts';
import { listed } from './entry-markdown.ts';
import { transclude } from './transclude.ts';

/** A committed file that is computed from sources only, never from another derived file. */
export type Derived = Readonly<{ path: string; text: string }>;

const ROLL_UPS: readonly Readonly<{ kind: EntryKind; path: string; title: string; lead: string }>[] = [
  {
    kind: 'pattern',
    path: 'patterns.md',
    title: 'Patterns',
    lead: 'Every pattern with the problem it solves, when to use it, compiled Go and TypeScript, and how it fails.',
  },
  {
    kind: 'anti-pattern',
    path: 'anti-patterns.md',
    title: 'Anti-patterns',
    lead: 'Every anti-pattern with the harm it does, shown by an executed test, and the way out.',
  },
  {
    kind: 'example',
    path: 'examples.md',
    title: 'Examples',
    lead: 'Whole processes, each a document that is checked and, where it has code, programs that survive injected faults.',
  },
];

/** All files derived from the knowledge below a root, paths relative to it: filled Markdown and the roll-ups. */
export const deriveKnowledge = (root: string): Result<readonly Derived[]> => {
  const filled = KINDS.flatMap((kind) => filesOf(root, kind).map((file) => fill(root, file)));
  const errors = filled.flatMap((result) => (result.ok ? [] : result.errors));
  if (errors.length > 0) return fail(...errors);
  const entries = readEntries(root);
  if (!entries.ok) return entries;
  const rollUps = ROLL_UPS.map(({ kind, path, title, lead }) => ({
    path,
    text: rollUp(
      title,
      lead,
      entries.value.filter((entry) => entry.kind === kind),
    ),
  }));
  return ok([...filled.flatMap((result) => (result.ok ? [result.value] : [])), ...rollUps]);
};

const fill = (root: string, file: string): Result<Derived> => {
  const path = join(root, file);
  const text = transclude(file, existsSync(path) ? readFileSync(path, 'utf8') : '', (sibling) => {
    const at = join(dirname(path), sibling);
    return existsSync(at) ? readFileSync(at, 'utf8') : undefined;
  });
  return text.ok ? ok({ path: file, text: text.value }) : text;
};

const rollUp = (title: string, lead: string, entries: readonly Entry[]): string => {
  const contents = entries.map((entry) => `- [${entry.title}](#${anchor(entry.title)}): ${entry.summary}`);
  const parts = entries.map((entry) => [
    `## ${entry.title}`,
    `\`${entry.id}\` ${entry.summary}`,
    ...listed('When to use it', entry.when),
    ...listed('When not', entry.whenNot),
    entry.body.replaceAll(/^## /gm, '### '),
    ...listed(
      'Sources',
      entry.sources.map((source) => `[${source.title}](${source.url})`),
    ),
  ]);
  const header = `<!-- Derived from the folders beside this file by "npm run derive"; edit those. -->\n\n# ${title}\n\n${lead}`;
  return `${[header, contents.join('\n'), ...parts.flat()].join('\n\n')}\n`;
};

const anchor = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
