import { expect, it } from 'vitest';
import { type Decided, decide, firedRules } from '../../src/check/decide.ts';
import { flag } from '../../src/check/labels.ts';
import { read } from '../../src/check/layout.ts';
import { allReductions } from '../../src/check/program.ts';
import { lower } from '../../src/process/lower/index.ts';
import type { Model } from '../../src/process/rules.ts';
import { catalogueText, processFrom } from '../check/documents.ts';
import { mutantsOf } from '../check/mutants.ts';

/** Forgetting one rule of one member makes the members different. */
const reductions = { ...allReductions, symmetry: false };

const decided = (model: Model, stop: boolean): Decided =>
  decide(model, { limits: { states: 100_000, bytes: 1e9, first: stop }, reductions });

/** Everything the world can see once nothing happens any more: outcomes, and what every service has done. */
const ends = ({
  compiled: { model },
  engine: { layout },
  exploration: { states, labels },
}: Decided): ReadonlySet<string> => {
  const visible = [
    ...model.messages.filter(({ to }) => to === null).map(({ id }) => id),
    ...model.variables.filter(({ id }) => id.endsWith('.state') || id.endsWith('.effects')).map(({ id }) => id),
  ].map(layout.field);
  const found = new Set<string>();
  for (let state = 0; state < states.count(); state += 1)
    if (labels.has(state, flag.atRest))
      found.add(visible.map((field) => read(states.words(), states.at(state), field)).join(' '));
  return found;
};

/**
 * A survivor is harmless when the world sees the same ends as before; the counters that the check itself keeps are no
 * part of a design, nor are rules that never run.
 */
it('at least 95 of 100 small mistakes that change an end are caught, of more than 300', () => {
  const counts = { tried: 0, caught: 0 };
  const missed: string[] = [];
  for (const id of ['v0', 'v5c', 'v5d', 'v6a', 'v7b', 'v7e']) {
    const model = lower(processFrom(catalogueText(id)));
    const original = decided(model, false);
    const ran = firedRules(original.compiled.model, original.compiled.program, original.exploration);
    const normal = ends(original);
    for (const mutant of mutantsOf(model)) {
      if (mutant.rule && !ran.has(mutant.rule.id)) continue;
      if (/does not write .*\.(effects|undos)$/.test(mutant.what)) continue;
      const result = decided(mutant.model, true);
      counts.tried += 1;
      if (result.breaches.length > 0) counts.caught += 1;
      else if (!equal(normal, ends(result))) missed.push(`${id}: ${mutant.what}`);
    }
  }
  console.log(counts, missed);
  expect(counts.tried).toBeGreaterThan(300);
  expect(counts.caught / (counts.caught + missed.length)).toBeGreaterThanOrEqual(0.95);
});

const equal = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  left.size === right.size && [...left].every((each) => right.has(each));
