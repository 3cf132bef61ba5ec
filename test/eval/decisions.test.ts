import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evalDecisions } from '../../scripts/eval-decide.ts';

const folder = join(import.meta.dirname, 'decisions');
const rows = (prefix: string, oneIn: number): readonly unknown[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(prefix))
    .sort()
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
    .filter((_, at) => at % oneIn === 0)
    .map((line) => JSON.parse(line));

/** Our own cases; the English ones are also what the leanings are learned from, so these are floors, not estimates. */
describe('decisions on our own labelled cases', () => {
  it.each([
    // `npm run eval` judges them all.
    ['english-', 3, 0.95],
    ['languages-', 1, 0.93],
  ])('%s* are answered acceptably, one in %i', (prefix, oneIn, floor) => {
    const figures = evalDecisions(rows(prefix, oneIn));
    expect(figures.cases).toBeGreaterThanOrEqual(90);
    expect(figures.fromText, figures.wrong.map(({ id, got }) => `${id}: ${got}`).join(', ')).toBeGreaterThanOrEqual(
      floor,
    );
    expect(figures.fromFacts).toBeGreaterThanOrEqual(0.98);
    expect(figures.flips).toBeGreaterThanOrEqual(0.95);
    expect(figures.localWithoutWarning).toBe(0);
    expect(figures.waitsAnsweredChoreography).toBe(0);
    expect(figures.askedWhenComplete).toBeLessThanOrEqual(0.1);
    expect(figures.askedWhenOpen).toBeGreaterThanOrEqual(0.8);
  });
});
