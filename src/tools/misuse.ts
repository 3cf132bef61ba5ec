import type * as z from 'zod/v4';
import type { UserError } from '../errors.ts';
import { isRecord } from '../record.ts';
import { quote } from '../render/quote.ts';

/** Turns one failed validation into words: the field and what it held, what the field takes, the next call. */
export const misuse = (tool: string, input: z.ZodObject, issue: z.core.$ZodIssue): UserError => {
  const at = issue.path.map(String).join('.') || 'arguments';
  const given = issue.input === undefined ? '' : `, got ${short(issue.input)}`;
  return {
    at,
    problem: `${at}: ${issue.message}${given}`,
    allowed: allowed(input, issue),
    next: `Call ${tool} again with ${at} corrected.`,
  };
};

const MOST_ERRORS = 8;
/** Longer than anything we say; shorter than what others put into a name. */
const MOST_CHARACTERS = 400;

/** The words of a failed call, for a model or a person. */
export const errorText = (errors: readonly UserError[]): string => {
  const shown = errors.slice(0, MOST_ERRORS);
  const parts = shown.map(
    (error) => `${quote(located(error), MOST_CHARACTERS)}\nAllowed: ${error.allowed}\nNext: ${error.next}`,
  );
  const more = errors.length - shown.length;
  return [...parts, ...(more > 0 ? [`… and ${more} more.`] : [])].join('\n\n');
};

const located = ({ at, problem }: UserError): string =>
  at === undefined || problem.startsWith(at) ? problem : `${at}: ${problem}`;

const allowed = (input: z.ZodObject, issue: z.core.$ZodIssue): string => {
  const fields = Object.keys(input.shape).join(', ');
  const [field] = issue.path;
  if (field === undefined) return `an object with the fields ${fields}`;
  const schema = input.shape[String(field)];
  return schema !== undefined && 'description' in schema && typeof schema.description === 'string'
    ? `${String(field)}: ${schema.description}`
    : `one of the fields ${fields}`;
};

const short = (value: unknown): string => {
  const text = JSON.stringify(outermost(value, DEEPEST_SHOWN)) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

const DEEPEST_SHOWN = 5;
const MOST_SHOWN = 40;

/** As much of a value as there is room for; to write down all of a deep one there is no stack. */
const outermost = (value: unknown, depth: number): unknown => {
  if (Array.isArray(value))
    return depth === 0 ? [] : value.slice(0, MOST_SHOWN).map((item) => outermost(item, depth - 1));
  if (!isRecord(value)) return value;
  const entries = depth === 0 ? [] : Object.entries(value).slice(0, MOST_SHOWN);
  return Object.fromEntries(entries.map(([key, item]) => [key, outermost(item, depth - 1)]));
};
