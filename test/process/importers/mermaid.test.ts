import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draw } from '../../../src/draw/index.ts';
import { importProcess } from '../../../src/process/importers/index.ts';
import { normalise } from '../../../src/process/normalise.ts';
import type { NormalisedStep } from '../../../src/process/normalised.ts';
import { processes } from '../arbitrary.ts';

/** What a sequence diagram can say of a step: who, asked what, answering what, once or for each. */
const words = ({ service, command, success, forEach }: NormalisedStep) => ({ service, command, success, forEach });
const sorted = (steps: readonly NormalisedStep[]) =>
  steps
    .map(words)
    .map((step) => JSON.stringify(step))
    .toSorted();

test('own → sequence diagram → own keeps every step of a coordinator, and who starts it with what', () => {
  fc.assert(
    fc.property(processes({ patterns: ['saga', 'process_manager'] }), (written) => {
      const process = normalise(written);
      const { mermaid } = draw(process, { kind: 'sequence' });
      const result = importProcess(mermaid, 'mermaid-sequence');
      if (!result.ok) throw new Error(`${JSON.stringify(result.errors)}\n${mermaid}`);
      const back = normalise(result.value.process);
      expect(sorted(back.steps), mermaid).toEqual(sorted(process.steps));
      expect(back).toMatchObject({ id: process.id, pattern: process.pattern, starts: process.starts });
      expect(back.coordinator?.service).toBe(process.coordinator?.service);
      for (const { compensation, timeouts, retry } of back.steps)
        expect([compensation, timeouts, retry]).toEqual([null, [], null]);
    }),
    { numRuns: 25 },
  );
});

test('own → state diagram → own keeps every step that waits alone, and never invents one', () => {
  fc.assert(
    fc.property(processes({ patterns: ['saga', 'process_manager'] }), (written) => {
      const process = normalise(written);
      const { mermaid } = draw(process, { kind: 'state' });
      const result = importProcess(mermaid, 'mermaid-state');
      if (!result.ok) throw new Error(`${JSON.stringify(result.errors)}\n${mermaid}`);
      const commands = new Set(process.steps.map(({ command }) => command));
      const { process: back, missing } = result.value;
      for (const { id, command = '' } of back.steps) {
        const asked = missing.some(({ path }) => path === `steps.${id}.command` || path === `steps.${id}`);
        expect(commands.has(command) || asked, `${command}\n${mermaid}`).toBe(true);
      }
    }),
    { numRuns: 25 },
  );
});
