import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DrawRequest, drawAll, drawSvg, failurePaths } from '../../src/draw/index.ts';
import { normalise } from '../../src/process/normalise.ts';
import { fixture } from '../draw/documents.ts';
import { processes } from '../process/arbitrary.ts';
import { openBrowser, screenshotPath } from './browser.ts';

const bundle = createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js');
let browser: Browser;
let page: Page;
const requested: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  page.on('request', (request) => requested.push(request.url()));
  await page.setContent('<div id="drawing"></div>');
  await page.addScriptTag({ path: bundle });
  await page.evaluate(`mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' })`);
});
afterAll(() => browser.close());

/** Lets mermaid draw in the page; the text it shows, and whether it shows its error picture. */
const render = (mermaid: string): Promise<Readonly<{ text: string; failed: boolean }>> =>
  page.evaluate(`(async (code) => {
    const { svg } = await mermaid.render('d' + Math.random().toString(36).slice(2), code);
    document.querySelector('#drawing').innerHTML = svg;
    return { text: document.querySelector('#drawing').textContent, failed: document.querySelector('#drawing .error-icon') !== null };
  })(${JSON.stringify(mermaid)})`);

describe('mermaid draws in a real browser, with its own sanitiser', () => {
  test.each(['order', 'sign-up'])('%s', async (name) => {
    for (const { title, kind, mermaid } of drawAll(fixture(name))) {
      const { text, failed } = await render(mermaid);
      expect(failed, title).toBe(false);
      expect(text.length, title).toBeGreaterThan(20);
      const path = screenshotPath(`mermaid-${name}-${kind}`);
      if (path) await page.screenshot({ path, fullPage: true });
    }
  });

  test('generated documents', async () => {
    await fc.assert(
      fc.asyncProperty(processes({ maxSteps: 4 }), async (written) => {
        for (const { title, mermaid } of drawAll(normalise(written))) {
          expect((await render(mermaid)).failed, `${title}\n${mermaid}`).toBe(false);
        }
      }),
      { numRuns: 10 },
    );
  });

  test('text of a document stays text', async () => {
    const order = fixture('order');
    const hostile = '"]<img src=x onerror="window.hit=1"><script>window.hit=1</script>; end';
    const reactions = order.reactions.map((reaction) => ({ ...reaction, does: hostile }));
    for (const { mermaid } of drawAll({ ...order, reactions })) {
      await render(mermaid);
      expect(await page.evaluate(`document.querySelectorAll('#drawing img, #drawing script').length`)).toBe(0);
    }
    const shown = await render(drawAll({ ...order, reactions })[0]?.mermaid ?? '');
    expect(shown.text).toContain('<img src=x onerror=');
    expect(await page.evaluate('window.hit')).toBeUndefined();
  });
});

describe('the SVG files', () => {
  const order = fixture('order');
  const requests: readonly DrawRequest[] = [
    { kind: 'sequence' },
    { kind: 'failure', path: failurePaths(order)[4] ?? { step: 'parcels', cause: 'timeout' } },
    { kind: 'state' },
    { kind: 'layers' },
    { kind: 'context' },
  ];

  test.each(requests)('$kind is well-formed, shows its names inside its frame and loads nothing', async (request) => {
    const svg = await drawSvg(order, request);
    requested.length = 0;
    const inside = await page.evaluate(`((svg) => {
      const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
      if (parsed.querySelector('parsererror')) return { error: parsed.querySelector('parsererror').textContent };
      document.querySelector('#drawing').innerHTML = svg;
      const frame = document.querySelector('#drawing svg').getBoundingClientRect();
      const outside = [...document.querySelectorAll('#drawing svg text')].filter((text) => {
        const box = text.getBoundingClientRect();
        return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
      });
      return { outside: outside.map((text) => text.textContent), texts: document.querySelector('#drawing').textContent };
    })(${JSON.stringify(svg)})`);
    expect(inside).toMatchObject({ outside: [] });
    expect(inside).toHaveProperty('texts', expect.stringContaining('payment'));
    expect(requested.filter((url) => !url.startsWith('data:'))).toEqual([]);
    const path = screenshotPath(`svg-${request.kind}`);
    if (path) await page.screenshot({ path, fullPage: true });
  });
});
