import type { SketchLexicon } from '../knowledge/sketch-schema.ts';
import type { Agent } from './agent.ts';
import { kebab, phrases, wordsAfter } from './words.ts';

export type Party = Readonly<{ name: string; external: boolean }>;

/** Who does the step at `at`: a system named by its proper name, the subject of the verb, the party named nearest. */
export const partyOf = (text: string, at: number, agent: Agent, lexicon: SketchLexicon): Party | null => {
  const via = partyVia(text, at, lexicon);
  if (via !== null || agent.kind === 'party') return via ?? (agent.kind === 'party' ? named(agent, lexicon) : null);
  return partyNear(text, at, lexicon) ?? outsiderAfter(text, at, lexicon);
};

/** "the radiology system" → radiology; "the losing carrier", "ask DHL to": somebody else's. */
const named = ({ words, asked }: Extract<Agent, { kind: 'party' }>, lexicon: SketchLexicon): Party | null => {
  const last = words.at(-1)?.toLowerCase() ?? '';
  const kind = lexicon.parties.includes(last) && !lexicon.outsiders.includes(last);
  const name = kebab((kind && words.length > 1 ? words.slice(0, -1) : words).join(' '));
  return name === '' ? null : { name, external: asked || lexicon.outsiders.includes(last) };
};

/** The service, team or provider named in the same clause as position `at`, nearest first. */
const partyNear = (text: string, at: number, lexicon: SketchLexicon): Party | null => {
  const clause = clauseAt(text, at);
  const distance = (match: RegExpMatchArray) => Math.abs((match.index ?? 0) + clause.start - at);
  const names = [...clause.text.matchAll(patternsOf(lexicon).near)];
  const nearest = names.sort((a, b) => distance(a) - distance(b))[0];
  const name = kebab(nearest?.[1] ?? '');
  const noName = [lexicon.determiners, lexicon.boundaries, lexicon.fillers, lexicon.pronouns];
  if (name === '' || noName.some((list) => list.includes(name))) return null;
  return { name, external: lexicon.outsiders.includes(nearest?.[2]?.toLowerCase() ?? '') };
};

/** "a flight with Amadeus", "through SWIFT": a proper name is somebody else's system. */
const partyVia = (text: string, at: number, lexicon: SketchLexicon): Party | null => {
  const clause = clauseAt(text, at);
  const after = clause.text.slice(at - clause.start);
  const lead = patternsOf(lexicon).via.exec(after);
  const [proper = ''] =
    lead === null ? [] : (/^ \p{Lu}[\p{L}\p{N}-]{1,30}/u.exec(after.slice(lead.index + lead[0].length)) ?? []);
  const name = kebab(proper);
  return name === '' ? null : { name, external: true };
};

/** "send the order to the clearing bank". */
const outsiderAfter = (text: string, at: number, lexicon: SketchLexicon): Party | null => {
  const clause = clauseAt(text, at);
  const from = at - clause.start;
  for (const lead of clause.text.matchAll(patternsOf(lexicon).towards)) {
    if (lead.index < from) continue;
    const words = wordsAfter(clause.text, lead.index + lead[0].length, 4).map((word) => word.text.toLowerCase());
    const nouns = words.filter((word) => !lexicon.determiners.includes(word)).slice(0, 2);
    const last = nouns.findIndex((word) => lexicon.outsiders.includes(word));
    if (last >= 0) return { name: kebab(nouns.slice(0, last + 1).join(' ')), external: true };
  }
  return null;
};

/** The stretch between commas, full stops, "and" and "then" around a position. */
const clauseAt = (text: string, at: number): Readonly<{ start: number; text: string }> => {
  const from = Math.max(0, at - 100);
  const around = text.slice(from, at + 120);
  const clauses = [...around.matchAll(/(?:(?![.,;!?\n]|\band\b|\bthen\b)[\s\S])+/g)];
  const clause = clauses.find((match) => match.index <= at - from && at - from <= match.index + match[0].length);
  return { start: from + (clause?.index ?? 0), text: clause?.[0] ?? '' };
};

type Patterns = Readonly<{ near: RegExp; via: RegExp; towards: RegExp }>;

const cache = new WeakMap<SketchLexicon, Patterns>();

const patternsOf = (lexicon: SketchLexicon): Patterns => {
  const known = cache.get(lexicon);
  if (known !== undefined) return known;
  const via = phrases(lexicon.viaParty);
  const made = {
    near: new RegExp(`([A-Za-z][A-Za-z0-9]{1,30})[ -](${lexicon.parties.join('|')})\\b`, 'gi'),
    via: new RegExp(via.source, 'iu'),
    towards: phrases(lexicon.towards),
  };
  cache.set(lexicon, made);
  return made;
};
