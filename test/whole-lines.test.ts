import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type TooLong, wholeLines } from '../src/whole-lines.ts';

const MOST = 20;

const read = async (chunks: readonly Buffer[]) => {
  const tooLong: TooLong[] = [];
  const passed: string[] = [];
  const stream = wholeLines({ mostBytes: MOST, onTooLong: (line) => tooLong.push(line), accepts: () => true });
  stream.on('data', (line: Buffer) => passed.push(line.toString()));
  for (const chunk of chunks) stream.write(chunk);
  const ended = new Promise((resolve) => stream.once('end', resolve));
  stream.end();
  await ended;
  return { passed, tooLong };
};

/** The bytes in pieces of these sizes, over and over. */
const cut = (bytes: Buffer, sizes: readonly number[]): readonly Buffer[] => {
  const pieces: Buffer[] = [];
  for (let begin = 0; begin < bytes.length; begin += pieces.at(-1)?.length ?? 0) {
    pieces.push(bytes.subarray(begin, begin + (sizes[pieces.length % sizes.length] ?? 1)));
  }
  return pieces;
};

const line = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => `${text.replaceAll('\n', '')}\n`);

test('lines are passed on whole however they arrive, and those that are too long are not', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(line),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      async (lines, sizes) => {
        const isShort = (text: string) => Buffer.byteLength(text) <= MOST;
        const { passed, tooLong } = await read(cut(Buffer.from(lines.join('')), sizes));
        expect(passed).toEqual(lines.filter(isShort));
        const long = lines.filter((text) => !isShort(text));
        expect(tooLong.map(({ bytes }) => bytes)).toEqual(long.map((text) => Buffer.byteLength(text)));
        expect(tooLong.map(({ tail }) => tail)).toEqual(long);
      },
    ),
  ));

test('of a long line its ends are shown, also while it arrives in small pieces', async () => {
  const { passed, tooLong } = await read(cut(Buffer.from(`begin${'-'.repeat(5000)}end\n`), [7]));
  expect(passed).toEqual([]);
  expect(tooLong).toMatchObject([
    { bytes: 5009, head: expect.stringMatching(/^begin/), tail: expect.stringMatching(/end\n$/) },
  ]);
});
