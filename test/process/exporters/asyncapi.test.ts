import fc from 'fast-check';
import { test } from 'vitest';
import { exportAsyncapi } from '../../../src/process/exporters/asyncapi.ts';
import { importAsyncapi } from '../../../src/process/importers/asyncapi.ts';
import { processes } from '../arbitrary.ts';
import { expectRoundTrip } from './round-trip.ts';

test('own → AsyncAPI → own keeps what AsyncAPI can say and lists the rest', () => {
  fc.assert(
    fc.property(processes(), (process) =>
      expectRoundTrip(process, exportAsyncapi, (files) => importAsyncapi(files['asyncapi.yaml'] ?? '')),
    ),
    { numRuns: 25 },
  );
});
