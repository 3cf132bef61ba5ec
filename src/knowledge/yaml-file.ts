import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod/v4';
import { fail, ok, type Result, type UserError } from '../errors.ts';

/** A text with the name a reader can open it by and the line its first character stands on (1-based). */
export type Source = Readonly<{ file: string; text: string; firstLine?: number }>;

/**
 * Parses YAML and validates it. Every error names file and line (`knowledge/terms.yaml:12`), the value's path and
 * what the schema allows. Aliases are capped, so a bomb is an error and not a hang.
 */
export const parseYaml = <T>(source: Source, schema: z.ZodType<T>): Result<T> => {
  const quick = source.file.endsWith('.json') ? derivedJson(source.text, schema) : undefined;
  if (quick !== undefined) return quick;
  const lines = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number) => `${source.file}:${lines.linePos(offset).line + (source.firstLine ?? 1) - 1}`;
  const syntax = document.errors[0];
  if (syntax !== undefined) {
    return fail(invalid(at(syntax.pos[0]), syntax.message.split('\n')[0] ?? 'invalid YAML', 'valid YAML'));
  }
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (parsed.success) return ok(parsed.data);
  return fail(
    ...parsed.error.issues.map((issue) => {
      const node = nearestNode(document, issue.path);
      const offset = isNode(node) && node.range ? node.range[0] : 0;
      return invalid(at(offset), `${pathText(issue.path)}: ${issue.message}`, 'a value as described by the schema');
    }),
  );
};

/** A derived JSON file is large and right: YAML, which finds the line of a mistake, is read only when there is one. */
const derivedJson = <T>(text: string, schema: z.ZodType<T>): Result<T> | undefined => {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : undefined;
  } catch {
    return undefined;
  }
};

/** Reads one YAML (or JSON) file below a knowledge root; a file that is not there is an error like any other. */
export const readYaml = <T>(root: string, file: string, schema: z.ZodType<T>): Result<T> => {
  const path = join(root, file);
  const name = `knowledge/${file}`;
  if (existsSync(path)) return parseYaml({ file: name, text: readFileSync(path, 'utf8') }, schema);
  const problem = `${name} is missing`;
  return fail({ problem, allowed: 'a knowledge root with every part', next: `Copy ${file} into the root.` });
};

/** Splits `---` front matter from a Markdown body; the front matter keeps its line numbers. */
export const splitFrontMatter = (source: Source): Result<Readonly<{ head: Source; body: string }>> => {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/.exec(source.text);
  const head = match?.[1];
  if (match === null || head === undefined) {
    return fail(invalid(`${source.file}:1`, 'no front matter', 'a block between two lines of --- at the top'));
  }
  return ok({ head: { file: source.file, text: head, firstLine: 2 }, body: source.text.slice(match[0].length) });
};

const invalid = (at: string, problem: string, allowed: string): UserError => ({
  at,
  problem: `${at}: ${problem}`,
  allowed,
  next: `Correct ${at} and start again.`,
});

const pathText = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? 'document' : path.map(String).join('.');

const nearestNode = (document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): unknown => {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node;
  }
  return document.contents;
};
