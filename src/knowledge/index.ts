import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result, type UserError } from '../errors.ts';
import type { Entry, EntryKind } from './entries.ts';
import { entryMarkdown } from './entry-markdown.ts';
import { type PartSource, type Parts, partsFrom, type Roots } from './parts.ts';
import { buildIndex, type Hit, readIndex, type SearchIndex, searchEntries } from './search.ts';

export type { Entry, EntryKind, Hit, Roots };
export { entryMarkdown };

/** What the tools know. A part is read when it is first asked for; asking again returns the same object. */
export type Knowledge = Parts & Readonly<{ search: (query: string, limit: number) => readonly Hit[] }>;

/** Reads knowledge and prompts from disk, all of it at once: a mistake anywhere is an error that names file and line. */
export const readKnowledge = (roots: Roots): Result<Knowledge> => {
  const errors: UserError[] = [];
  const source: PartSource = (_, read) => {
    const result = read(roots);
    if (result.ok) return () => result.value;
    errors.push(...result.errors);
    return () => {
      throw new Error('a part with errors was used');
    };
  };
  const parts = partsFrom(source);
  if (errors.length > 0) return fail(...errors);
  return ok(withSearch(parts, () => buildIndex(parts.entries())));
};

/** Opens knowledge that the build compiled: it was validated then, so nothing is read before it is needed. */
export const openCompiled = (folder: string): Knowledge => {
  const text = (name: string) => readFileSync(join(folder, `${name}.json`), 'utf8');
  const parts = partsFrom((name) => once(() => JSON.parse(text(name))));
  return withSearch(parts, () => readIndex(text('index')));
};

/** Compiles knowledge to one JSON text per part, by file name, and the search index beside them. */
export const compileKnowledge = (roots: Roots): Result<Readonly<Record<string, string>>> => {
  const knowledge = readKnowledge(roots);
  if (!knowledge.ok) return knowledge;
  const { search: _, ...parts } = knowledge.value;
  const texts = Object.entries(parts).map(([name, part]) => [`${name}.json`, JSON.stringify(part())]);
  const index = JSON.stringify(buildIndex(knowledge.value.entries()));
  return ok(Object.fromEntries([...texts, ['index.json', index]]));
};

const withSearch = (parts: Parts, index: () => SearchIndex): Knowledge => {
  const opened = once(index);
  return { ...parts, search: (query, limit) => searchEntries(opened(), query, limit) };
};

const once = <T>(make: () => T): (() => T) => {
  let made: Readonly<{ value: T }> | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
