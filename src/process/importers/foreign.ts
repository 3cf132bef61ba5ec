import type { Result } from '../../errors.ts';
import { ok } from '../../errors.ts';
import { withinLimits } from '../parse/limits.ts';
import { type Position, readTree } from '../parse/tree.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** YAML or JSON of somebody else as plain data; too long, too deep, aliased or broken text is refused with its place. */
export const readForeign = (text: string): Result<unknown> => {
  const at = ({ line, column }: Position) => `${line}:${column}`;
  const limited = withinLimits(text, at);
  if (!limited.ok) return limited;
  const tree = readTree(text, at);
  return tree.ok ? ok(tree.value.data) : tree;
};

/** The value as a record; anything else is an empty one. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** The own field of that name, never one of Object.prototype. */
export const field = (value: unknown, name: string): unknown => {
  const fields = fieldsOf(value);
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
};

/** The value below a way of names. */
export const at = (value: unknown, ...path: readonly string[]): unknown => path.reduce(field, value);

/** The value as a list; a single value is a list of one, nothing an empty one. */
export const itemsOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** The value as text, if it is some. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

/** All texts of a list. */
export const textsOf = (value: unknown): readonly string[] => itemsOf(value).flatMap((item) => textOf(item) ?? []);

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
