import type { Conversation } from '../conversation.ts';
import { wordStarts } from './anchor.ts';
import type { Finder } from './pattern.ts';

/** One sentence, list item or line, with where it stands and who says it. */
export type Sentence = Readonly<{
  message: number;
  /** Offset of `text` in the message. */
  start: number;
  text: string;
  /** `text` in lower case, of the same length. */
  lower: string;
  /** How its words begin. */
  starts: ReadonlySet<string>;
  speaker: 'user' | 'adviser';
  /** Counts the changes of speaker and message, from 0. */
  turn: number;
  asks: boolean;
}>;

/** How lines of a pasted dialogue name their speakers. */
export type Speakers = Readonly<{ user: Finder; adviser: Finder }>;

/** Longest stretch of a message that is read; of longer ones the beginning and the end are. */
const READ = 30_000;

/** Cuts a conversation into sentences; system messages are left out, pasted dialogues are taken apart. */
export const segment = (conversation: Conversation, speakers: readonly Speakers[]): readonly Sentence[] => {
  const sentences: Sentence[] = [];
  let turn = 0;
  for (const [message, { role, content }] of conversation.entries()) {
    if (role === 'system') continue;
    let speaker: Sentence['speaker'] = role === 'assistant' ? 'adviser' : 'user';
    for (const piece of pieces(content)) {
      const text = content.slice(piece.start, piece.end);
      const lower = lowerCase(text);
      const named = role === 'user' ? speakerOf(lower, speakers) : null;
      if (named !== null && named !== speaker) {
        speaker = named;
        turn += 1;
      }
      sentences.push({
        message,
        start: piece.start,
        text,
        lower,
        starts: wordStarts(lower),
        speaker,
        turn,
        asks: /[?？]\s*$/.test(text),
      });
    }
    turn += 1;
  }
  return sentences;
};

const speakerOf = (lower: string, speakers: readonly Speakers[]): Sentence['speaker'] | null => {
  const label = /^[\s*_>-]{0,4}([\p{L} ]{1,20})[*_]{0,2}\s?[:：]/u.exec(lower)?.[1]?.trim();
  if (label === undefined) return null;
  const text = { lower: label, starts: wordStarts(label) };
  const matches = (find: Finder) => find(text).some(({ start, end }) => start === 0 && end === label.length);
  if (speakers.some(({ adviser }) => matches(adviser))) return 'adviser';
  return speakers.some(({ user }) => matches(user)) ? 'user' : null;
};

type Piece = Readonly<{ start: number; end: number }>;

// A row of stops is looked at from its beginning alone, or a long one would be read again from each of its places.
const BREAK =
  /(?<![.!?])[.!?]+["')\]]*(?=\s|$)|[。！？；]+[」』”]?|;|\n\s*\n|\n(?=\s*(?:[-*•–]|\d+[.)]|[\p{Lu}\p{Lo}]))/gu;
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|resp|incl|z\.\s?b|bzw|ca|d\.h|u\.a|p\.\s?ej|ex|np|m\.in|tzn|nr|no|st|dr|mr|mrs)\.$/iu;

const pieces = (content: string): readonly Piece[] => {
  const kept = content.length <= 2 * READ ? [{ start: 0, end: content.length }] : ends(content);
  return kept.flatMap((range) => cut(content, range));
};

const ends = (content: string): readonly Piece[] => [
  { start: 0, end: READ },
  { start: content.length - READ, end: content.length },
];

const cut = (content: string, range: Piece): readonly Piece[] => {
  const found: Piece[] = [];
  let start = range.start;
  BREAK.lastIndex = start;
  for (let match = BREAK.exec(content); match !== null && match.index < range.end; match = BREAK.exec(content)) {
    const end = match.index + match[0].length;
    if (ABBREVIATION.test(content.slice(Math.max(start, end - 8), end))) continue;
    push(found, content, start, end);
    start = end;
  }
  push(found, content, start, range.end);
  return found;
};

const push = (found: Piece[], content: string, from: number, to: number): void => {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(content.charAt(start))) start += 1;
  while (end > start && /\s/.test(content.charAt(end - 1))) end -= 1;
  if (end > start) found.push({ start, end });
};

const lowerCase = (text: string): string => {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return [...text].map((char) => (char.toLowerCase().length === char.length ? char.toLowerCase() : char)).join('');
};
