import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawAll, drawSvg, failurePaths } from '../../src/draw/index.ts';
import { normalise } from '../../src/process/normalise.ts';
import { processes } from '../process/arbitrary.ts';
import { diagramType } from './mermaid.ts';

test('all drawings of generated documents parse', async () => {
  await fc.assert(
    fc.asyncProperty(processes({ maxSteps: 5 }), async (written) => {
      const process = normalise(written);
      for (const { title, mermaid } of drawAll(process)) {
        expect(await diagramType(mermaid), `${title}\n${mermaid}`).not.toBe('none');
      }
    }),
    { numRuns: 8 },
  );
}, 60_000);

test('a failure path exists for each refusal and each deadline that ends a step', () => {
  fc.assert(
    fc.property(processes(), (written) => {
      const process = normalise(written);
      const expected = process.steps.reduce(
        (sum, { failure, timeouts }) => sum + failure.length + (timeouts.some(({ then }) => then !== 'remind') ? 1 : 0),
        0,
      );
      expect(failurePaths(process)).toHaveLength(expected);
    }),
    { numRuns: 100 },
  );
});

test('SVG of generated documents is self-contained: no script, no reference elsewhere, no variable left', async () => {
  await fc.assert(
    fc.asyncProperty(processes({ maxSteps: 4 }), async (written) => {
      const process = normalise(written);
      for (const kind of ['sequence', 'state', 'layers', 'context'] as const) {
        const svg = await drawSvg(process, { kind });
        expect(svg).toMatch(/^<svg [^>]*role="img"><title>/);
        expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
          /<script|<foreignObject|\son\w+=|href=|https?:|@import|url\((?!#)|var\(|color-mix/i,
        );
      }
    }),
    { numRuns: 8 },
  );
}, 60_000);
