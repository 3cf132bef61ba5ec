import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readTail, readToEnd } from '../src/read-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-'));
afterAll(() => rmSync(folder, { recursive: true }));

function namedPipe(name: string): string {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  return path;
}

const unix = process.platform !== 'win32';

describe('readTail', () => {
  const path = join(folder, 'file');
  writeFileSync(path, 'abcdef');

  test.each([
    [3, 'def'],
    [100, 'abcdef'],
  ])('reads the last %d bytes', (limit, expected) => expect(readTail(path, limit).toString()).toBe(expected));

  test.each([join(folder, 'none'), folder, '/dev/zero', 'a\0b'])('%j is empty', (other) =>
    expect(readTail(other, 10)).toHaveLength(0),
  );

  // With a plain open this test would never end: nobody writes into the pipe.
  test.runIf(unix)('a named pipe is empty', () => expect(readTail(namedPipe('silent'), 10)).toHaveLength(0));
});

describe('readToEnd', () => {
  test('reads more than one piece', () => {
    const path = join(folder, 'long');
    writeFileSync(path, 'ä'.repeat(200_000));
    const file = openSync(path, 'r');
    expect(readToEnd(file)).toBe('ä'.repeat(200_000));
    closeSync(file);
  });

  test.runIf(unix)('waits for what comes late through a pipe that does not block', () => {
    const path = namedPipe('late');
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(path, constants.O_WRONLY);
    spawn('sh', ['-c', 'sleep 0.2; printf late'], { stdio: ['ignore', writer, 'ignore'] });
    closeSync(writer);
    expect(readToEnd(reader)).toBe('late');
    closeSync(reader);
  });
});
