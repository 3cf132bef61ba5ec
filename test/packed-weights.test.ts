import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteAt } from '../src/packed-weights.ts';

test('every byte is read from base64 as Node decodes it', () => {
  fc.assert(
    fc.property(fc.int8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
      const base64 = Buffer.from(bytes.buffer).toString('base64');
      expect(Array.from(bytes, (_, index) => byteAt(base64, index))).toEqual([...bytes]);
    }),
  );
});

test('weights that are not there are 0', () => expect(byteAt('', 5)).toBe(0));
