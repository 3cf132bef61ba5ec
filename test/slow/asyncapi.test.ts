import { Parser } from '@asyncapi/parser';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportAsyncapi } from '../../src/process/exporters/asyncapi.ts';
import { normalise } from '../../src/process/normalise.ts';
import { processes } from '../process/arbitrary.ts';

test('the official parser finds no error in what is exported', async () => {
  const parser = new Parser();
  await fc.assert(
    fc.asyncProperty(processes({ maxSteps: 4 }), async (process) => {
      const text = exportAsyncapi(normalise(process)).files['asyncapi.yaml'] ?? '';
      const { document, diagnostics } = await parser.parse(text);
      expect(
        diagnostics
          .filter(({ severity }) => severity === 0)
          .map(({ message, path }) => `${path.join('.')}: ${message}`),
      ).toEqual([]);
      expect(document?.operations().length).toBeGreaterThan(0);
    }),
    { numRuns: 25 },
  );
}, 120_000);
