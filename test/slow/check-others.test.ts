import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/check/compile.ts';
import { promelaOf } from '../../src/check/export/promela.ts';
import { tlaOf } from '../../src/check/export/tla.ts';
import { generate } from '../../src/check/generate.ts';
import { check, formalOf, storyFrom } from '../../src/check/index.ts';
import { noReductions } from '../../src/check/program.ts';
import { search } from '../../src/check/search.ts';
import { lower } from '../../src/process/lower/index.ts';
import { catalogueIds, catalogueText, processFrom, words } from '../check/documents.ts';
import { tlaChecker } from '../check/tla-checker.ts';

const designs = catalogueIds.map((id) => {
  const { model, program } = compile(lower(processFrom(catalogueText(id))), noReductions);
  const { states } = search(program, generate(program), false, { states: 200_000, bytes: 1e9 });
  return { id, model, program, states: states.count() };
});

const hasSpin = (): boolean => {
  try {
    return execFileSync('spin', ['-V'], { encoding: 'utf8' }).includes('Spin');
  } catch {
    if (process.env.CI) throw new Error('SPIN is missing: apt-get install -y spin gcc');
    return false;
  }
};

/** Generates, compiles and runs SPIN's verifier in a folder of its own. */
const spin = (promela: string, ...options: string[]): Readonly<{ output: string; folder: string }> => {
  const folder = mkdtempSync(join(tmpdir(), 'spin-'));
  writeFileSync(join(folder, 'model.pml'), promela);
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  run('spin', '-a', '-o2', 'model.pml');
  run('gcc', '-O2', '-w', '-DSAFETY', '-DNOREDUCE', '-DMEMLIM=4000', ...options, '-o', 'pan', 'pan.c');
  return { output: run('./pan', '-m1000000'), folder };
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

  it.each(designs.filter(({ states }) => states < 200_000))('finds in $id what we find', ({ id }) => {
    const process = processFrom(catalogueText(id));
    // That something can never happen is not handed over, nor what goes round in circles.
    const handedOver = check(process, { words, explain: false }).findings.filter(
      ({ property, faults }) => faults !== null && property !== 'isolation',
    );
    const { output } = spin(Object.values(formalOf(process, 'promela')).join(''));
    expect(/errors: 0\b/.test(output)).toBe(handedOver.length === 0);
  });

  it('prints a counterexample that reads as our story', () => {
    const process = processFrom(catalogueText('v7d'));
    const { output, folder } = spin(Object.values(formalOf(process, 'promela')).join(''));
    expect(output).toContain('errors: 1');
    const trail = execFileSync('spin', ['-t', 'model.pml'], { cwd: folder, encoding: 'utf8' });
    expect(readFileSync(join(folder, 'model.pml.trail'), 'utf8').length).toBeGreaterThan(0);
    expect(storyFrom(process, trail)?.story.steps.at(-1)?.overwrites).toMatch(/CheckedOut$/);
  });
});
