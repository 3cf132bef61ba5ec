import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/check/compile.ts';
import { interpret } from '../../src/check/interpret.ts';
import { noReductions } from '../../src/check/program.ts';
import { search } from '../../src/check/search.ts';
import { lower } from '../../src/process/lower/index.ts';
import { catalogueText, processFrom } from './documents.ts';
import { tlaChecker } from './tla-checker.ts';

const spec = (name: string) => readFileSync(join(import.meta.dirname, 'specs', `${name}.tla`), 'utf8');

/** The order saga with its first two steps only; the second needs no undo. */
const twoSteps = catalogueText('v0')
  .replace(/ {2}- id: stock[\s\S]*?(?=compensate:)/, '')
  .replace(/\n {4}compensation: \{ command: RefundPayment.*/, '');

/**
 * Specifications written by hand from what the documents mean: if our lowering were wrong, every engine and every export
 * would agree on the wrong thing, and these would not.
 */
describe('a specification written by hand has as many states as the document', () => {
  it.each([
    ['Choreography', { Outbox: true }, catalogueText('v6a')],
    ['Choreography', { Outbox: false }, catalogueText('v6c')],
    ['TwoAnswers', {}, catalogueText('v7e')],
    ['TwoSteps', {}, twoSteps],
  ])('%s %o', (name, constants, document) => {
    const { program } = compile(lower(processFrom(document)), noReductions);
    const { states } = search(program, interpret(program), false, { states: 50_000, bytes: 1e9 });
    expect(tlaChecker(spec(name), 100_000, constants).states_explored).toBe(states.count());
  });
});
