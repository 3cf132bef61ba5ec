import { describe, expect, it } from 'vitest';
import { lessons } from '../../scripts/train-facts.ts';
import { wordStarts } from '../../src/facts/anchor.ts';
import { languagesOf } from '../../src/facts/language.ts';
import { finderOf } from '../../src/facts/pattern.ts';
import { loadFactLexicon } from '../../src/knowledge/decision.ts';

const loaded = loadFactLexicon('knowledge');
if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
const languages = languagesOf(loaded.value);

const setting = { macros: { sea: 'north sea|baltic' }, unspaced: false };
const text = (lower: string) => ({ lower, starts: wordStarts(lower) });
const found = (pattern: string, lower: string) =>
  finderOf([pattern], setting)(text(lower)).map(({ start, end }) => lower.slice(start, end));

describe('lexicon patterns', () => {
  it.each([
    ['sign off', 'they sign-off and sign  off', ['sign-off', 'sign  off']],
    ['approv*', 'approve, approval, disapprove', ['approve', 'approval']],
    ['*frist', 'die lieferfrist', ['frist']],
    ['if ~ fails', 'if the hotel booking fails', ['if the hotel booking fails']],
    ['if ~ fails', 'if it rains. it fails', []],
    ['own <2>database', 'its own little old database', ['own little old database']],
    ['own <1>database', 'its own little old database', []],
    ['# days', 'after 14 days or 2.5 days', ['14 days', '2.5 days']],
    ['({sea}) (ferr(y|ies))?', 'the baltic ferry', ['baltic ferry']],
    ["can't", "we can’t and can't", ['can’t', "can't"]],
  ])('%s in "%s"', (pattern, lower, expected) => {
    expect(found(pattern, lower).map((one) => one.trim())).toEqual(expected);
  });

  it('find the same with and without the look at the beginnings of words', () => {
    const anything: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });
    const sentences = lessons().flatMap(({ rows }) => rows.slice(0, 6).map((row) => (row.text ?? '').toLowerCase()));
    const english = languages.find(({ code }) => code === 'en');
    const differing = (english?.cues ?? []).filter(({ find }) =>
      sentences.some((lower) => find(text(lower)).length !== find({ lower, starts: anything }).length),
    );
    expect(differing.map(({ cue }) => cue.any[0])).toEqual([]);
  });

  it('compile, every one of them', () => {
    const anything: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });
    const empty = languages.flatMap(({ code, cues, scope }) =>
      [...cues.flatMap(({ find, except }) => [find, except]), ...Object.values(scope)].flatMap((find) =>
        find({ lower: '', starts: anything }).map(() => code),
      ),
    );
    expect(empty).toEqual([]);
  });
});
