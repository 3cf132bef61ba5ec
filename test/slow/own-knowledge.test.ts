import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eda } from '../e2e/process.ts';

const TEMPLATE = `---
id: dashboard-driven-recovery
title: Dashboard-Driven Recovery
summary: Somebody watches a dashboard and repairs half-finished processes by hand, until somebody is on holiday.
severity: warning
violates: [infrastructure.observability]
sources:
  - title: Our own experience
    url: https://example.com/experience
---
## What it looks like

A screen, and a person in front of it.

## Why it hurts

Zebras go unnoticed on Sundays.

## Bad

\`\`\`ts source="bad/watch.ts#watch"
\`\`\`

## Good

\`\`\`ts source="good/watch.ts#watch"
\`\`\`

## How to get out

Let a deadline look.
`;

describe('a knowledge folder of one’s own', () => {
  let root: string;
  const entry = () => join(root, 'anti-patterns', 'dashboard-driven-recovery');
  const write = (file: string, text: string) => {
    mkdirSync(join(entry(), file, '..'), { recursive: true });
    writeFileSync(join(entry(), file), text);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'eda-knowledge-'));
    cpSync('knowledge', root, { recursive: true, filter: (path) => !path.includes('node_modules') });
    write('index.md', TEMPLATE);
    write('bad/watch.ts', 'export const watch = (): void => undefined; // want dashboard-driven-recovery\n');
    write('good/watch.ts', 'export const watch = (): number => 1;\n');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('a new anti-pattern is a new folder and nothing else', async () => {
    const found = await eda(['search', 'zebras on sundays', '--json', '--knowledge', root]);
    expect(JSON.parse(found.stdout).hits[0]).toMatchObject({ id: 'dashboard-driven-recovery', kind: 'anti-pattern' });
    const read = await eda(['search', '--id', 'dashboard-driven-recovery', '--knowledge', root]);
    expect(read.stdout).toContain('export const watch = (): number => 1;');
    expect(read.stdout).not.toContain('// want');
  });

  test.each([
    ['an unknown severity', 'index.md', TEMPLATE.replace('warning', 'mild'), /index\.md:5: severity/],
    ['an unknown key', 'index.md', TEMPLATE.replace('violates', 'breaks'), /index\.md:\d+: (?:violates|document)/],
    ['no front matter', 'index.md', '# Hello\n', /index\.md:1: no front matter/],
    ['another id', 'index.md', TEMPLATE.replace('id: dash', 'id: bash'), /index\.md:2: id "bashboard-driven-recovery"/],
    ['a heading that is missing', 'index.md', TEMPLATE.replace('## Why it hurts', '## Reasons'), /headings are/],
    ['code typed by hand', 'index.md', TEMPLATE.replace(/ts source="bad.*/, 'ts'), /a hand-typed code fence/],
    ['code that is not there', 'index.md', TEMPLATE.replace('#watch', '#look'), /bad\/watch\.ts#look is not there/],
    ['YAML that is none', 'index.md', TEMPLATE.replace('severity: warning', 'severity: [warning'), /index\.md:\d+/],
  ])('%s is refused at start, with file and line', async (_, file, text, message) => {
    write(file, text);
    const { stderr, code } = await eda(['serve', '--knowledge', root]);
    expect(stderr).toMatch(message);
    expect(stderr).toContain('anti-patterns/dashboard-driven-recovery');
    expect(code).toBe(2);
  });

  test('a broken table is refused like a broken entry', async () => {
    const path = join(root, 'checklist.yaml');
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('title: Transaction Boundaries', 'titel: Transaction Boundaries'),
    );
    const { stderr, code } = await eda(['serve', '--knowledge', root]);
    expect(stderr).toMatch(/checklist\.yaml:\d+/);
    expect(code).toBe(2);
  });
});
