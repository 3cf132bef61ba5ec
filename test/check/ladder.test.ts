import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/index.ts';
import { catalogueText, processFrom, words } from './documents.ts';

const cut = (id: string, states: number) =>
  check(processFrom(catalogueText(id)), { words, explain: false, limits: { states } });

describe('the last rung: stories told at random', () => {
  it.each(['v2', 'v5b', 'v6b'])('finds what is wrong with %s where the search may not look', (id) => {
    const whole = check(processFrom(catalogueText(id)), { words, explain: false });
    const result = cut(id, 3);
    expect(result).toMatchObject({ verdict: 'violated', limit: 'states', coverage: { faults: { atMost: -1 } } });
    expect(result.coverage.randomStories?.count).toBeGreaterThan(0);
    const known = new Map(whole.findings.map(({ property, faults, steps }) => [property, [faults, steps]]));
    expect(result.findings.map(({ property }) => property)).toContain(whole.findings[0]?.property);
    for (const { property, faults, steps, isSimplest, title, mermaid, story } of result.findings) {
      expect(isSimplest).toBe(false);
      expect(title).toContain('found at random');
      expect(mermaid).toContain('sequenceDiagram');
      expect(story?.steps.length).toBe(steps);
      // It is a story of that promise, and never a simpler one than the simplest.
      const [fewest, shortest] = known.get(property) ?? [0, 0];
      expect((faults ?? 0) * 1000 + (steps ?? 0)).toBeGreaterThanOrEqual((fewest ?? 0) * 1000 + (shortest ?? 0));
    }
  });

  it('tells the same stories each time', () => {
    expect(cut('v5b', 3)).toEqual(cut('v5b', 3));
  });

  it('leaves out of a story what it does not take', () => {
    for (const { steps } of cut('v2', 3).findings) expect(steps).toBeLessThan(15);
  });

  it('is no pass where nothing is found', () => {
    const result = cut('v0', 10);
    expect(result.verdict).toBe('inconclusive');
    expect(result.coverage.randomStories).toMatchObject({ steps: 200, count: expect.any(Number) });
  });

  it('tells none where the search came to its end', () => {
    expect(cut('v0', 1_000_000).coverage.randomStories).toBeNull();
    expect(cut('v2', 1_000_000).findings.every(({ isSimplest }) => isSimplest)).toBe(true);
  });

  it('ends when it is asked to', () => {
    const tick = ({ phase }: { phase: string }) => phase === 'walk';
    const process = processFrom(catalogueText('v0'));
    const result = check(process, { words, explain: false, limits: { states: 10 }, tick });
    expect(result.coverage.randomStories?.count).toBe(0);
  });
});
