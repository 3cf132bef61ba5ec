import { Transform } from 'node:stream';

/** A line that was too long: its size, and how it begins and ends. */
export type TooLong = Readonly<{ bytes: number; head: string; tail: string }>;

const LINE_FEED = 10;
/** Enough to see what a message is and which number it has. */
const BYTES_SHOWN = 1000;

type Gate = Readonly<{
  mostBytes: number;
  /** Told of a longer line, which is dropped while it arrives. */
  onTooLong: (line: TooLong) => void;
  /** Whether the line is passed on. */
  accepts: (line: Buffer) => boolean;
}>;

/** Passes lines on, each whole and in one piece. */
export const wholeLines = ({ mostBytes, onTooLong, accepts }: Gate): Transform => {
  let parts: Buffer[] = [];
  let bytes = 0;
  let dropped: Readonly<{ head: string; tail: Buffer }> | null = null;
  const take = (part: Buffer): void => {
    bytes += part.length;
    parts.push(part);
    if (bytes <= mostBytes) return;
    const seen = Buffer.concat(parts);
    const { head, tail } = dropped ?? { head: seen.subarray(0, BYTES_SHOWN).toString(), tail: Buffer.of() };
    dropped = { head, tail: Buffer.concat([tail, seen]).subarray(-BYTES_SHOWN) };
    parts = [];
  };
  const end = (pass: (line: Buffer) => void): void => {
    const line = Buffer.concat(parts);
    if (dropped !== null) onTooLong({ bytes, head: dropped.head, tail: dropped.tail.toString() });
    else if (accepts(line)) pass(line);
    [parts, bytes, dropped] = [[], 0, null];
  };
  return new Transform({
    transform(chunk: Buffer, _, done) {
      let begin = 0;
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, begin)) {
        take(chunk.subarray(begin, at + 1));
        end((line) => this.push(line));
        begin = at + 1;
      }
      if (begin < chunk.length) take(chunk.subarray(begin));
      done();
    },
  });
};
