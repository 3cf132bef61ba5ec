import { describe, expect, it } from 'vitest';
import { type Judge, searchFixes } from '../../src/check/fixes.ts';
import { catalogueText, processFrom, words } from './documents.ts';

const process = processFrom(catalogueText('v2'));
const fixesBy = (isWhole: boolean) => {
  const judge: Judge = () => ({ verdict: 'violated', broken: new Set(['no-orphan']), isWhole });
  return searchFixes(process, new Set(['exactly-once-effect', 'no-orphan']), judge, words).of('exactly-once-effect');
};

describe('a fix', () => {
  it('is one when everything that can happen was looked at and the promise is not broken', () => {
    expect(fixesBy(true)).toHaveLength(1);
  });

  it('is one when all that is broken with it could not be looked for before', () => {
    const judge: Judge = (_, first) => ({
      verdict: 'violated',
      broken: new Set([first ? 'one-verdict' : 'everything-reachable']),
      isWhole: true,
    });
    expect(searchFixes(process, new Set(['no-orphan']), judge, words).of('no-orphan')).toHaveLength(1);
  });

  it('is none when the search for a counterexample came to no end', () => {
    expect(fixesBy(false)).toEqual([]);
  });
});
