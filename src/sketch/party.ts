import type { SketchLexicon } from '../knowledge/sketch-schema.ts';
import { kebab } from './words.ts';

/** Words after which a party belongs to somebody else. */
const EXTERNAL = /^(?:provider|gateway|partner|carrier|platform)$/i;

/** The service, team or provider named in the same clause as position `at`, nearest first. */
export const partyNear = (
  text: string,
  at: number,
  lexicon: SketchLexicon,
): Readonly<{ name: string; external: boolean }> | null => {
  const from = Math.max(0, at - 100);
  const around = text.slice(from, at + 120);
  const clauses = [...around.matchAll(/(?:(?![.,;!?\n]|\band\b|\bthen\b)[\s\S])+/g)];
  const clause = clauses.find((match) => match.index <= at - from && at - from <= match.index + match[0].length);
  if (clause === undefined) return null;
  const names = [...clause[0].matchAll(pattern(lexicon))];
  const distance = (match: RegExpMatchArray) => Math.abs((match.index ?? 0) + clause.index - (at - from));
  const nearest = names.sort((a, b) => distance(a) - distance(b))[0];
  const name = kebab(nearest?.[1] ?? '');
  const noName = [lexicon.determiners, lexicon.boundaries, lexicon.fillers, lexicon.pronouns];
  if (name === '' || noName.some((list) => list.includes(name))) return null;
  return { name, external: EXTERNAL.test(nearest?.[2] ?? '') };
};

const cache = new WeakMap<SketchLexicon, RegExp>();

const pattern = (lexicon: SketchLexicon): RegExp => {
  const made =
    cache.get(lexicon) ?? new RegExp(`([A-Za-z][A-Za-z0-9]{1,30})[ -](${lexicon.parties.join('|')})\\b`, 'gi');
  cache.set(lexicon, made);
  return made;
};
