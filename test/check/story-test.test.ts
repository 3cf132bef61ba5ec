import { execFileSync } from 'node:child_process';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { check, storyTest } from '../../src/check/index.ts';
import { catalogueText, processFrom, words } from './documents.ts';

const findings = ['v1', 'v2', 'v5b', 'v6b', 'v7d'].flatMap(
  (id) => check(processFrom(catalogueText(id)), { words, explain: false }).findings,
);

describe('a story as a test', () => {
  it.each(findings)('$title is TypeScript', (finding) => {
    const text = storyTest(finding, 'typescript', words) ?? '';
    expect(parseSync('story.test.ts', text).errors).toEqual([]);
    expect(text).not.toMatch(/\{[a-z]+\}/);
  });

  it('is Go, formatted', () => {
    for (const finding of findings) {
      const text = storyTest(finding, 'go', words) ?? '';
      expect(execFileSync('gofmt', { input: text, encoding: 'utf8' })).toBe(text);
    }
  });

  it('names the faults where they happen', () => {
    const [twice] = findings.filter(({ property }) => property === 'exactly-once-effect');
    expect(twice && storyTest(twice, 'typescript', words)).toContain(
      `  await services.deliver('PlaceOrder', 'sales', { answers: ["OrderPlaced"], crash: 'before acknowledging' });`,
    );
  });
});
