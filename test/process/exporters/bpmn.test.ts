import { BpmnModdle } from 'bpmn-moddle';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportBpmn } from '../../../src/process/exporters/bpmn.ts';
import { importBpmn } from '../../../src/process/importers/bpmn.ts';
import { normalise } from '../../../src/process/normalise.ts';
import { processes } from '../arbitrary.ts';
import { expectRoundTrip } from './round-trip.ts';

test('own → BPMN → own keeps what BPMN can say and lists the rest', () => {
  fc.assert(
    fc.property(processes(), (process) =>
      expectRoundTrip(process, exportBpmn, (files) => importBpmn(Object.values(files)[0] ?? '')),
    ),
    { numRuns: 25 },
  );
});

test('bpmn-moddle reads every export without a warning', async () => {
  await fc.assert(
    fc.asyncProperty(processes(), async (process) => {
      const text = Object.values(exportBpmn(normalise(process)).files)[0] ?? '';
      const { warnings } = await new BpmnModdle().fromXML(text);
      expect(warnings.map(({ message }) => message)).toEqual([]);
    }),
    { numRuns: 10 },
  );
});
