import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** All that comes from an open descriptor, as text. At once: a stream would cost more to set up than a hook's answer. */
export function readToEnd(descriptor: number): string {
  const pieces: Buffer[] = [];
  for (let piece = readPiece(descriptor); piece.length > 0; piece = readPiece(descriptor)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** The last bytes of a file; empty when it is not there or no file: a pipe would never end. */
export function readTail(path: string, limit: number): Buffer {
  let file: number;
  try {
    // Without O_NONBLOCK, to open a named pipe waits for somebody to write into it.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return Buffer.alloc(0);
  }
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return Buffer.alloc(0);
    const bytes = Buffer.alloc(Math.min(stats.size, limit));
    return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, stats.size - bytes.length));
  } finally {
    closeSync(file);
  }
}

const pieceSize = 65_536;
const pause = 2;

/** The next bytes; none at the end. A client's pipe may be a non-blocking one, which is empty before it is at its end. */
function readPiece(descriptor: number): Buffer {
  const bytes = Buffer.alloc(pieceSize);
  for (;;) {
    try {
      return bytes.subarray(0, readSync(descriptor, bytes));
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EOF') return Buffer.alloc(0);
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error ? Object.getOwnPropertyDescriptor(error, 'code')?.value : undefined;
