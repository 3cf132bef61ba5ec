import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/check/compile.ts';
import { promelaOf } from '../../src/check/export/promela.ts';
import { promelaLivenessOf } from '../../src/check/export/promela-liveness.ts';
import { tlaOf } from '../../src/check/export/tla.ts';
import { generate } from '../../src/check/generate.ts';
import { check, formalOf, storyFrom } from '../../src/check/index.ts';
import { noReductions } from '../../src/check/program.ts';
import { search } from '../../src/check/search.ts';
import { lower } from '../../src/process/lower/index.ts';
import type { NormalisedProcess } from '../../src/process/normalised.ts';
import { alwaysCompletes } from '../check/completes.ts';
import { catalogueIds, catalogueText, processFrom, words } from '../check/documents.ts';
import { livelocks } from '../check/livelocks.ts';
import { tlaChecker } from '../check/tla-checker.ts';

const designOf = (id: string, text: string) => {
  const { model, program } = compile(lower(processFrom(text)), noReductions);
  const { states } = search(program, generate(program), false, { states: 200_000, bytes: 1e9 });
  return { id, model, program, states: states.count() };
};
/** The same with a party that acknowledges before its work. */
const early = [
  ['v0', 'billing'],
  ['v6a', 'billing'],
  ['v7e', 'stays'],
].map(([id = '', party = '']) => ({
  id: `${id} where ${party} acknowledges first`,
  text: catalogueText(id).replace(`${party}: { `, `${party}: { acknowledges: before, `),
}));
const texts = [...catalogueIds.map((id) => ({ id, text: catalogueText(id) })), ...early];
const designs = texts.map(({ id, text }) => ({ ...designOf(id, text), text }));
const goingRound = Object.entries(livelocks).map(([id, text]) => designOf(id, text));

const hasSpin = (): boolean => {
  try {
    return execFileSync('spin', ['-V'], { encoding: 'utf8' }).includes('Spin');
  } catch {
    if (process.env.CI) throw new Error('SPIN is missing: apt-get install -y spin gcc');
    return false;
  }
};

const modelOf = (process: NormalisedProcess): string => Object.values(formalOf(process, 'promela'))[0] ?? '';

/** Generates, compiles and runs SPIN's verifier in a folder of its own: for assertions, or for what goes on for ever. */
const spin = (promela: string, isForEver = false): Readonly<{ output: string; folder: string }> => {
  const folder = mkdtempSync(join(tmpdir(), 'spin-'));
  writeFileSync(join(folder, 'model.pml'), promela);
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  run('spin', '-a', '-o2', 'model.pml');
  run('gcc', '-O2', '-w', ...(isForEver ? [] : ['-DSAFETY']), '-DNOREDUCE', '-DMEMLIM=4000', '-o', 'pan', 'pan.c');
  return { output: run('./pan', '-m1000000', ...(isForEver ? ['-a'] : [])), folder };
};

/** It looks at some hundred states a second, fewer on a busy machine. */
const patience = 1_200_000;

describe.each(designs.filter(({ states }) => states <= 20_000))('tla-checker on $id', ({ model, program, states }) => {
  it(
    `counts ${states} states`,
    () => {
      expect(tlaChecker(tlaOf(model, program).text).states_explored).toBe(states);
    },
    patience,
  );
});

describe.skipIf(!hasSpin())('SPIN', () => {
  it.each(designs.filter(({ states }) => states < 200_000))(
    'counts $states states of $id',
    ({ model, program, states }) => {
      const { output } = spin(promelaOf(model, program, { assertions: false }));
      expect(Number(/(\d+) states, stored/.exec(output)?.[1])).toBe(states);
    },
  );

  it.each(designs.filter(({ states }) => states < 200_000))('finds in $id what we find', ({ text }) => {
    const process = processFrom(text);
    // That something can never happen is not handed over; competing instances and what goes round are models of their own.
    const handedOver = check(process, { words, explain: false }).findings.filter(
      ({ property, faults }) => faults !== null && property !== 'isolation',
    );
    const { output } = spin(modelOf(process));
    expect(/errors: 0\b/.test(output)).toBe(handedOver.length === 0);
  });

  it.each([...designs.filter(({ states }) => states <= 20_000), ...goingRound])(
    'says of $id that it completes where it always can',
    ({ model, program }) => {
      const { output } = spin(promelaLivenessOf(model, program) ?? '', true);
      expect(/errors: 0\b/.test(output)).toBe(alwaysCompletes(program));
    },
    patience,
  );

  it.each([
    ['v8a', 'errors: 1'],
    ['v8b', 'errors: 0'],
  ])('finds in competing instances of %s what we find', (id, errors) => {
    const process = processFrom(catalogueText(id));
    const [, model = ''] = Object.entries(formalOf(process, 'promela')).find(([file]) => /competing/.test(file)) ?? [];
    expect(spin(model).output).toContain(errors);
    const found = check(process, { words, explain: false }).findings.map(({ property }) => property);
    expect(found).toEqual(errors === 'errors: 0' ? [] : ['isolation']);
  });

  it('prints a counterexample that reads as our story', () => {
    const process = processFrom(catalogueText('v7d'));
    const { output, folder } = spin(modelOf(process));
    expect(output).toContain('errors: 1');
    const trail = execFileSync('spin', ['-t', 'model.pml'], { cwd: folder, encoding: 'utf8' });
    expect(readFileSync(join(folder, 'model.pml.trail'), 'utf8').length).toBeGreaterThan(0);
    expect(storyFrom(process, trail)?.story.steps.at(-1)?.overwrites).toMatch(/CheckedOut$/);
  });
});
