/** A sentence, list item, table row, heading or line of code: the smallest piece that evidence can quote. */
export type Place = Readonly<{
  /** Where it begins, from 1. */
  line: number;
  /** Verbatim, trimmed. */
  text: string;
  /** What is matched: lower case, names taken apart, hyphens as blanks. */
  plain: string;
  kind: 'heading' | 'prose' | 'code';
  /** The headings above it, outermost first, as matched. */
  headings: readonly string[];
}>;

type Line = Readonly<{ number: number; text: string }>;
type Heading = Readonly<{ level: number; plain: string }>;

const longest = 2_000;

/** Takes Markdown or plain prose apart, in order. Linear in its length; what is longer than a paragraph is cut. */
export const placesOf = (text: string): readonly Place[] => {
  const places: Place[] = [];
  let headings: readonly Heading[] = [];
  let paragraph: Line[] = [];
  let fence: string | undefined;
  const put = (line: number, verbatim: string, kind: Place['kind']) => {
    const trimmed = verbatim.trim();
    if (/[\p{L}\p{N}]/u.test(trimmed) && !isTableOfContents(trimmed))
      places.push({ line, text: trimmed, plain: plainOf(trimmed), kind, headings: headings.map(({ plain }) => plain) });
  };
  const endParagraph = () => {
    for (const [line, sentence] of sentencesOf(paragraph)) put(line, sentence, 'prose');
    paragraph = [];
  };
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = { number: index + 1, text: raw.slice(0, longest) };
    const marker = /^ {0,12}(```|~~~)/.exec(line.text)?.[1];
    if (marker !== undefined || fence !== undefined) {
      endParagraph();
      if (marker === undefined) put(line.number, line.text, 'code');
      else fence = fence === undefined ? marker : marker === fence ? undefined : fence;
      continue;
    }
    const heading = /^(#{1,6})\s+(.*)$/.exec(line.text);
    if (heading?.[1] !== undefined && heading[2] !== undefined) {
      endParagraph();
      const level = heading[1].length;
      headings = [...headings.filter((above) => above.level < level), { level, plain: plainOf(heading[2]) }];
      put(line.number, line.text, 'heading');
      continue;
    }
    if (/^\s*$/.test(line.text)) endParagraph();
    else {
      if (startsAnew(line.text)) endParagraph();
      paragraph.push(line);
    }
  }
  endParagraph();
  return places;
};

const isTableOfContents = (line: string): boolean => /^[-*+] \[[^\]]{1,200}\]\(#[^)]{0,200}\)$/.test(line);

/** List items, table rows and quotes stand for themselves. */
const startsAnew = (line: string): boolean => /^\s*(?:[-*+•|>]|\d{1,3}[.)])\s*\S/.test(line);

const sentencesOf = (lines: readonly Line[]): readonly (readonly [number, string])[] => {
  const [first] = lines;
  if (!first) return [];
  const whole = lines.map(({ text }) => text).join('\n');
  const sentences: (readonly [number, string])[] = [];
  let start = 0;
  let line = first.number;
  for (const match of whole.matchAll(/[.!?]["')\]*_`]{0,3}(?=\s+["'([*_`]{0,3}[\p{Lu}\p{N}])/gu)) {
    const end = match.index + match[0].length;
    if (isAbbreviation(whole.slice(Math.max(0, end - 6), end))) continue;
    const sentence = whole.slice(start, end);
    sentences.push([line + leadingBreaks(sentence), sentence]);
    line += count(sentence);
    start = end;
  }
  const rest = whole.slice(start);
  return [...sentences, [line + leadingBreaks(rest), rest]];
};

const isAbbreviation = (end: string): boolean => /(?:^|\W)(?:e\.g|i\.e|etc|vs|cf|no|fig|\p{L})\.$/iu.test(end);

const leadingBreaks = (text: string): number => count(text.slice(0, text.length - text.trimStart().length));

const count = (text: string): number => text.split('\n').length - 1;

/** `OrderCancelled`, `order-cancelled` and `order_cancelled` all read "order cancelled"; `RabbitMQ` stays one word. */
export const plainOf = (text: string): string =>
  text
    .replace(/\]\([^)]{0,500}\)/g, ']')
    .replace(/([a-z])([A-Z][a-z])/g, '$1 $2')
    .replace(/[-_*`"()[\]{}|<>,;:!?.]/g, ' ')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
