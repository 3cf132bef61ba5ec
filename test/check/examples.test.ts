import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/index.ts';
import { processFrom, words } from './documents.ts';

const examples = join(import.meta.dirname, '../../knowledge/examples');

/** What the project shows as good must be good. */
describe('every example holds', () => {
  it.each(readdirSync(examples))('%s', (name) => {
    const process = processFrom(readFileSync(join(examples, name, 'process.yaml'), 'utf8'));
    const { verdict, findings } = check(process, { words, explain: false });
    expect({ verdict, findings: findings.map(({ title }) => title) }).toEqual({ verdict: 'holds', findings: [] });
  });
});
