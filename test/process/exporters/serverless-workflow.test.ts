import * as sdk from '@serverlessworkflow/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { exportServerlessWorkflow } from '../../../src/process/exporters/serverless-workflow.ts';
import { importServerlessWorkflow } from '../../../src/process/importers/serverless-workflow.ts';
import { normalise } from '../../../src/process/normalise.ts';
import { processes } from '../arbitrary.ts';
import { expectRoundTrip } from './round-trip.ts';

test('own → Serverless Workflow → own keeps what the DSL can say and lists the rest', () => {
  fc.assert(
    fc.property(processes(), (process) =>
      expectRoundTrip(process, exportServerlessWorkflow, (files) =>
        importServerlessWorkflow(Object.values(files)[0] ?? ''),
      ),
    ),
    { numRuns: 25 },
  );
});

test('the SDK validates every export', () => {
  fc.assert(
    fc.property(processes(), (written) => {
      const text = Object.values(exportServerlessWorkflow(normalise(written)).files)[0] ?? '';
      expect(() => sdk.validate('Workflow', parse(text))).not.toThrow();
    }),
    { numRuns: 10 },
  );
});
