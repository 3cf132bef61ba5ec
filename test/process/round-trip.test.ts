import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalise } from '../../src/process/normalise.ts';
import { parseProcess } from '../../src/process/parse.ts';
import { printProcess } from '../../src/process/print.ts';
import { processes } from './arbitrary.ts';

const parsed = (text: string) => {
  const result = parseProcess(text);
  if (!result.ok) throw new Error(`${text}\n${JSON.stringify(result.errors, null, 2)}`);
  return result.value;
};

test('200 generated documents print and parse to themselves', () => {
  fc.assert(
    fc.property(processes(), (process) => {
      expect(parsed(printProcess(process)).process).toEqual(process);
    }),
    { numRuns: 200 },
  );
});

test('JSON is read like YAML', () => {
  fc.assert(
    fc.property(processes(), fc.constantFrom(undefined, 2, '\t'), (process, indent) => {
      expect(parsed(JSON.stringify(process, null, indent)).process).toEqual(process);
    }),
    { numRuns: 100 },
  );
});

test('printing is canonical: printing what was printed changes nothing', () => {
  fc.assert(
    fc.property(processes(), (process) => {
      const once = printProcess(process);
      expect(printProcess(parsed(once).process)).toBe(once);
    }),
    { numRuns: 100 },
  );
});

test('every document can be normalised, the same each time, each premise once', () => {
  fc.assert(
    fc.property(processes(), (process) => {
      const normalised = normalise(process);
      expect(normalise(process)).toEqual(normalised);
      expect(normalised.steps).toHaveLength(process.steps.length);
      const paths = normalised.assumptions.map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
    }),
    { numRuns: 200 },
  );
});
