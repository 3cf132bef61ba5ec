import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { Result } from '../../../src/errors.ts';
import type { Exported } from '../../../src/process/exporters/exported.ts';
import type { Imported } from '../../../src/process/importers/imported.ts';
import { isDefault, type Leaf, leavesOf, pathText } from '../../../src/process/leaves.ts';
import { normalise } from '../../../src/process/normalise.ts';
import type { NormalisedProcess } from '../../../src/process/normalised.ts';
import type { Process } from '../../../src/process/schema.ts';

/**
 * The law of every format: what is not listed as lost comes back as it was; what is listed really is lost or asked for;
 * and nothing comes back that was not there, unless it is asked about.
 */
export const expectRoundTrip = (
  written: Process,
  write: (process: NormalisedProcess) => Exported,
  read: (files: Exported['files']) => Result<Imported>,
): void => {
  const before = normalise(written);
  const { files, lost } = write(before);
  const result = read(files);
  if (!result.ok) throw new Error(`${JSON.stringify(result.errors, null, 2)}\n${Object.values(files).join('\n')}`);
  const after = normalise(result.value.process);
  const came = new Map(leavesOf(after).map((leaf) => [key(leaf), leaf]));
  const went = new Map(leavesOf(before).map((leaf) => [key(leaf), leaf]));
  const listed = (path: string) => lost.some((one) => covers(one.path, path));
  const asked = (path: string) =>
    result.value.missing.some((one) => covers(one.path, asWritten(path)) || covers(asWritten(path), one.path));
  const differs = (leaf: Leaf) => !same(leaf, came.get(key(leaf)), before, after);

  expect(
    [...went.values()].filter((leaf) => differs(leaf) && !listed(pathText(leaf.path))).map(text),
    `changed without being listed as lost\n${Object.values(files).join('\n')}`,
  ).toEqual([]);
  expect(
    lost
      .filter(({ path }) => !defaultsFollow(path) && !asked(path))
      .filter(({ path }) => ![...went.values()].some((leaf) => covers(path, pathText(leaf.path)) && differs(leaf))),
    'listed as lost but neither lost nor asked about',
  ).toEqual([]);
  expect(
    [...came.values()]
      .filter((leaf) => !isDefault(leaf, after) && !saysNoMore(leaf.value, went.get(key(leaf))?.value))
      .filter((leaf) => !asked(pathText(leaf.path)) && !isCoarserOrder(pathText(leaf.path), listed))
      .map(text),
    'invented',
  ).toEqual([]);
};

/** Questions go by the words of the document. */
const asWritten = (path: string): string => path.replace(/\.timeouts$/, '.timeout');

/** A format without fine order may make a step wait for more, if it says so. */
const isCoarserOrder = (path: string, listed: (path: string) => boolean): boolean =>
  path.endsWith('.after') && listed(path);

/** Part of what was said, or the same: a list may have lost entries, an entry may have lost words. */
const saysNoMore = (came: unknown, went: unknown): boolean => {
  if (came === null || isDeepStrictEqual(came, went)) return true;
  if (Array.isArray(came) && Array.isArray(went))
    return came.every((one) => went.some((other) => saysNoMore(one, other)));
  if (typeof came !== 'object' || typeof went !== 'object' || went === null) return false;
  const other = new Map(Object.entries(went));
  return Object.entries(came).every(([word, value]) => saysNoMore(value, other.get(word)));
};

/** Their defaults hang on other words: a lost `count: 1` looks like a step that never fanned out. */
const defaultsFollow = (path: string): boolean => path.endsWith('.count') || path === 'instances';

const key = (leaf: Leaf): string => leaf.path.join('\u0000');
const text = (leaf: Leaf): string => `${pathText(leaf.path)} = ${JSON.stringify(leaf.value)}`;
const covers = (path: string, other: string): boolean => other === path || other.startsWith(`${path}.`);

const same = (one: Leaf, other: Leaf | undefined, ofOne: NormalisedProcess, ofOther: NormalisedProcess): boolean =>
  (other !== undefined && isDeepStrictEqual(one.value, other.value)) ||
  (isDefault(one, ofOne) && (other === undefined || isDefault(other, ofOther)));
