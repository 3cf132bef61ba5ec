import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import eventcatalog from '@eventcatalog/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportEventcatalog, flowPath } from '../../../src/process/exporters/eventcatalog.ts';
import { importEventcatalog } from '../../../src/process/importers/eventcatalog.ts';
import { normalise } from '../../../src/process/normalise.ts';
import type { NormalisedProcess } from '../../../src/process/normalised.ts';
import { processes } from '../arbitrary.ts';
import { expectRoundTrip } from './round-trip.ts';

test('own → EventCatalog → own keeps what a flow can say and lists the rest', () => {
  fc.assert(
    fc.property(processes(), (process) =>
      expectRoundTrip(process, exportEventcatalog, (files) =>
        importEventcatalog(files[flowPath(normalise(process))] ?? ''),
      ),
    ),
    { numRuns: 25 },
  );
});

test('the SDK of EventCatalog finds the flow, every service and every message', async () => {
  await fc.assert(
    fc.asyncProperty(processes({ maxSteps: 3 }), async (written) => {
      const process = normalise(written);
      await inCatalog(process, async ({ getFlow, getService, getEvent, getCommand }) => {
        expect((await getFlow(process.id)).steps.length).toBeGreaterThan(process.steps.length);
        for (const { name, summary } of Object.values(process.services)) {
          expect((await getService(name)).summary ?? null).toBe(summary);
        }
        for (const { name } of Object.values(process.events)) expect((await getEvent(name)).name).toBe(name);
        for (const { command } of process.steps) if (command) expect((await getCommand(command)).id).toBe(command);
      });
    }),
    { numRuns: 5 },
  );
});

type Catalog = ReturnType<typeof eventcatalog.default>;

/** The package's types describe its CommonJS build, Node loads the other one, whose default export is the function itself. */
const catalogAt = (folder: string): Catalog => {
  const open: unknown = eventcatalog;
  if (typeof open !== 'function') throw new Error('@eventcatalog/sdk has no default export');
  return open(folder);
};

const inCatalog = async (process: NormalisedProcess, look: (catalog: Catalog) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  try {
    for (const [path, text] of Object.entries(exportEventcatalog(process).files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    await look(catalogAt(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
};
