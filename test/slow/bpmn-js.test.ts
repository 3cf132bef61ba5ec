import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportBpmn } from '../../src/process/exporters/bpmn.ts';
import { normalise } from '../../src/process/normalise.ts';
import type { NormalisedProcess } from '../../src/process/normalised.ts';
import { fixture } from '../draw/documents.ts';
import { processes } from '../process/arbitrary.ts';
import { openBrowser, screenshotPath } from './browser.ts';

const viewer = createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js');
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1900, height: 1000 } });
  await page.setContent('<div id="canvas" style="width:1880px;height:980px"></div>');
  await page.addScriptTag({ path: viewer });
});
afterAll(() => browser.close());

type Opened = Readonly<{ warnings: readonly string[]; shapes: number }>;

const OPEN = `async (text) => {
  document.querySelector('#canvas').replaceChildren();
  const viewer = new window.BpmnJS({ container: '#canvas' });
  const { warnings } = await viewer.importXML(text);
  viewer.get('canvas').zoom('fit-viewport');
  return { warnings: warnings.map(({ message }) => message), shapes: viewer.get('elementRegistry').getAll().length };
}`;

/** Opens the diagram in bpmn-js and fits it to the window. */
const open = (process: NormalisedProcess): Promise<Opened> => {
  const text = Object.values(exportBpmn(process).files)[0] ?? '';
  return page.evaluate<Opened>(`(${OPEN})(${JSON.stringify(text)})`);
};

test.each(['order', 'sign-up'])('%s opens in bpmn-js without a warning', async (name) => {
  const process = fixture(name);
  const { warnings, shapes } = await open(process);
  expect(warnings).toEqual([]);
  expect(shapes).toBeGreaterThan(process.steps.length * 2);
  const path = screenshotPath(`bpmn-${name}`);
  if (path) await page.screenshot({ path });
});

test('so do generated documents', async () => {
  await fc.assert(
    fc.asyncProperty(processes(), async (written) => {
      expect((await open(normalise(written))).warnings).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
