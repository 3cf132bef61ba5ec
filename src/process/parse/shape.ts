import type * as z from 'zod/v4';
import type { UserError } from '../../errors.ts';
import { suggestion } from '../../nearest.ts';
import { keysAt } from '../json-schema.ts';
import { pathKey } from './tree.ts';
import { allowedAt, inBraces, inner, kind, place, rewrite, shown, unit, within } from './wording.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** A mistake and the value it is about. */
export type Mistake = Readonly<{ path: Path } & Omit<UserError, 'at'>>;

/** Turns what zod says about a document into mistakes that teach: where, what is there, what may be, what was meant. */
export const mistakesOfShape = (issues: readonly Issue[], data: unknown): readonly Mistake[] => {
  const all = issues.flatMap((issue) => mistakes(issue, [], data));
  const meant = new Set(all.flatMap((found) => (found.meant === undefined ? [] : [pathKey(found.meant)])));
  return all
    .filter(({ kind, mistake }) => kind !== 'absent' || !meant.has(pathKey(mistake.path)))
    .filter((found) => found.kind !== 'absent' || !isOtherHalf(found, all))
    .map(({ mistake }) => mistake);
};

/** `meant`: the place of the key that a mistyped one stands for. */
type Found = Readonly<{ kind: 'unknown' | 'absent' | 'other'; mistake: Mistake; meant?: Path }>;

/** The one unknown key of an object and the one it lacks are one mistake, however differently they are spelt. */
const isOtherHalf = ({ mistake }: Found, all: readonly Found[]): boolean => {
  const parent = pathKey(mistake.path.slice(0, -1));
  const siblings = all.filter((found) => pathKey(found.mistake.path.slice(0, -1)) === parent);
  const count = (kind: Found['kind']) => siblings.filter((found) => found.kind === kind).length;
  return mistake.path.length > 1 && count('unknown') === 1 && count('absent') === 1;
};

const mistakes = (issue: Issue, prefix: Path, data: unknown): readonly Found[] => {
  const path = [...prefix, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key));
    case 'invalid_union':
      return closest(issue.errors, data, path).flatMap((inner) => mistakes(inner, path, data));
    case 'invalid_key':
      return [{ kind: 'other', mistake: invalidKey(path, issue.issues) }];
    case 'invalid_type':
      return [wrongType(path, issue.expected, at(data, path))];
    case 'invalid_value':
      return [wrongWord(path, issue.values.map(String), at(data, path))];
    default:
      return [{ kind: 'other', mistake: wrongValue(path, issue, at(data, path)) }];
  }
};

const unknownKey = (path: Path, key: string): Found => {
  const known = keysAt(path);
  const next = suggestion(key, known, 'remove it, or say it in `summary`');
  const meant = known.find((candidate) => next.includes(`"${candidate}"`));
  return {
    kind: 'unknown',
    mistake: {
      path: [...path, key],
      problem: `unknown key "${key}" ${within(path)}`,
      allowed: known.length > 0 ? known.join(', ') : 'no keys here',
      next,
    },
    ...(meant === undefined ? {} : { meant: [...path, meant] }),
  };
};

const invalidKey = (path: Path, issues: readonly Issue[]): Mistake => ({
  path,
  problem: `${place(path)} is not a name`,
  allowed: issues[0]?.message.replace(/^Invalid string: /, '') ?? 'a name',
  next: 'rename it',
});

const wrongType = (path: Path, expected: string, value: unknown): Found => {
  if (value !== undefined && value !== null)
    return {
      kind: 'other',
      mistake: {
        path,
        problem: `${place(path)} is ${shown(value)}`,
        allowed: allowedAt(path, expected),
        next: inBraces(path, value, expected) ?? rewrite(expected, value),
      },
    };
  return absent(path, value === undefined, allowedAt(path, expected));
};

const absent = (path: Path, missing: boolean, allowed: string): Found => ({
  kind: missing ? 'absent' : 'other',
  mistake: {
    path,
    problem: `${place(path)} ${missing ? 'is missing' : 'is empty'}`,
    allowed,
    next: missing ? `add \`${inner(path)}\`` : 'give it a value or remove the key',
  },
});

const wrongWord = (path: Path, allowed: readonly string[], value: unknown): Found =>
  value === undefined || value === null
    ? absent(path, value === undefined, allowed.join(' | '))
    : {
        kind: 'other',
        mistake: {
          path,
          problem: `${place(path)} is ${shown(value)}`,
          allowed: allowed.join(' | '),
          next: suggestion(String(value), allowed, 'write one of them'),
        },
      };

const wrongValue = (path: Path, issue: Issue, value: unknown): Mistake => {
  const common = { path, problem: `${place(path)} is ${shown(value)}` };
  switch (issue.code) {
    case 'too_big':
      return { ...common, allowed: `at most ${issue.maximum} ${unit(issue.origin)}`, next: 'make it smaller' };
    case 'too_small':
      return { ...common, allowed: `at least ${issue.minimum} ${unit(issue.origin)}`, next: 'add to it' };
    default:
      return {
        ...common,
        allowed: issue.message.replace(/^Invalid (string|input): /, ''),
        next: inBraces(path, value) ?? 'rewrite the value',
      };
  }
};

/** Of the alternatives of a union the one that the value comes closest to: right type, then fewest complaints. */
const closest = (alternatives: readonly (readonly Issue[])[], data: unknown, path: Path): readonly Issue[] => {
  const score = (issues: readonly Issue[]) =>
    issues.length + (issues.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type') ? 1000 : 0);
  const [best = []] = [...alternatives].sort((a, b) => score(a) - score(b));
  const hopeless = best.length > 0 && score(best) >= 1000;
  if (!hopeless) return best;
  const expected = alternatives.flatMap((issues) =>
    issues.flatMap((issue) => (issue.code === 'invalid_type' && issue.path.length === 0 ? [kind(issue.expected)] : [])),
  );
  const [first] = best;
  return first && at(data, path) !== undefined
    ? [{ ...first, code: 'custom', message: [...new Set(expected)].join(', or ') }]
    : best;
};

const at = (data: unknown, path: Path): unknown => {
  let value = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Object.entries(value).find(([key]) => key === String(part))?.[1];
  }
  return value;
};
