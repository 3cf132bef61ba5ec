import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { drawAll, drawSvg } from '../../src/draw/index.ts';
import { exportAsyncapi } from '../../src/process/exporters/asyncapi.ts';
import { exportBpmn } from '../../src/process/exporters/bpmn.ts';
import { exportEventcatalog, flowPath } from '../../src/process/exporters/eventcatalog.ts';
import { exportServerlessWorkflow } from '../../src/process/exporters/serverless-workflow.ts';
import { importAsyncapi } from '../../src/process/importers/asyncapi.ts';
import { importBpmn } from '../../src/process/importers/bpmn.ts';
import { importEventcatalog } from '../../src/process/importers/eventcatalog.ts';
import { importServerlessWorkflow } from '../../src/process/importers/serverless-workflow.ts';
import { normalise } from '../../src/process/normalise.ts';
import { parseProcess } from '../../src/process/parse.ts';
import { diagramType } from '../draw/mermaid.ts';
import { expectRoundTrip } from '../process/exporters/round-trip.ts';

const folder = new URL('../../knowledge/examples/', import.meta.url);
const examples = readdirSync(folder).map((name) => {
  const parsed = parseProcess(readFileSync(new URL(`${name}/process.yaml`, folder), 'utf8'), name);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return [name, parsed.value.process] as const;
});

test('there are at least 25 examples', () => expect(examples.length).toBeGreaterThanOrEqual(25));

describe.each(examples)('%s', (_, written) => {
  const process = normalise(written);

  test('every drawing parses, every view has an SVG', async () => {
    for (const { title, mermaid } of drawAll(process)) expect(await diagramType(mermaid), title).not.toBe('none');
    for (const kind of ['sequence', 'state', 'layers', 'context'] as const) {
      expect(await drawSvg(process, { kind })).toMatch(/^<svg /);
    }
  });

  test('comes back from every format with what the format can say', () => {
    const only = (files: Readonly<Record<string, string>>) => Object.values(files)[0] ?? '';
    expectRoundTrip(written, exportAsyncapi, (files) => importAsyncapi(only(files)));
    expectRoundTrip(written, exportBpmn, (files) => importBpmn(only(files)));
    expectRoundTrip(written, exportServerlessWorkflow, (files) => importServerlessWorkflow(only(files)));
    expectRoundTrip(written, exportEventcatalog, (files) => importEventcatalog(files[flowPath(process)] ?? ''));
  });
});
