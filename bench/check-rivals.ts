import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check_spec_with_config, initSync } from 'tla-checker';
import { compile } from '../src/check/compile.ts';
import { promelaOf } from '../src/check/export/promela.ts';
import { tlaOf } from '../src/check/export/tla.ts';
import { generate } from '../src/check/generate.ts';
import { noReductions } from '../src/check/program.ts';
import { search } from '../src/check/search.ts';
import { lower } from '../src/process/lower/index.ts';
import { design } from './catalogue.ts';
import { type Figure, timed, timedOften } from './figure.ts';

const limits = { states: 20_000_000, bytes: 4e9 };

/**
 * The same guarded commands, the same states, in the same run: SPIN on a small, a middle and a large design, tla-checker
 * on one that is small enough for it. Nothing is reduced on either side. Whatever is not installed is left out.
 */
export const rivalFigures = async (): Promise<readonly Figure[]> => [
  ...['v6a-choreography.yaml', 'v0-order-saga.yaml', 'v5d-timeout-and-retries.yaml'].flatMap(besideSpin),
  besideTlaChecker(),
];

/**
 * Each time ours is first: from the document to the last state, with code generated and optimised anew, in a program
 * that is running already. `run` leaves out what comes before the search, as it leaves out `spin -a` and gcc for SPIN.
 */
const besideSpin = (file: string): readonly Figure[] => {
  const whole = timed(() => {
    const { program } = compile(lower(design(file)), noReductions);
    return search(program, generate(program), false, limits).states.count();
  });
  const { model, program } = compile(lower(design(file)), noReductions);
  const ours = timedOften(5, () => search(program, generate(program), false, limits).states.count());
  const spin = spinOn(promelaOf(model, program, { assertions: false }));
  if (!spin) return [];
  if (spin.states !== ours.value) throw new Error(`${file}: SPIN counts ${spin.states} states, not ${ours.value}`);
  const size = `${ours.value.toLocaleString('en')} states`;
  return [
    {
      what: `${size}: run; rival SPIN's run`,
      ours: 1000 * ours.seconds,
      rival: 1000 * spin.run,
      unit: 'ms',
      goal: '≥ 1.5 × faster',
    },
    {
      what: `${size}: in all; rival spin -a, gcc, run`,
      ours: 1000 * whole.seconds,
      rival: 1000 * (spin.made + spin.run),
      unit: 'ms',
      goal: '≥ 10 × faster',
    },
  ];
};

type Spin = Readonly<{ states: number; made: number; run: number }>;

const spinOn = (promela: string): Spin | null => {
  const cwd = mkdtempSync(join(tmpdir(), 'spin-'));
  writeFileSync(join(cwd, 'model.pml'), promela);
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
  try {
    const made = timed(() => {
      run('spin', '-a', '-o2', 'model.pml');
      run('gcc', '-O2', '-w', '-DSAFETY', '-DNOREDUCE', '-DMEMLIM=8000', '-o', 'pan', 'pan.c');
    });
    const ran = timedOften(3, () => run('./pan', '-E', '-m1000000', '-w20'));
    return { states: Number(/(\d+) states, stored/.exec(ran.value)?.[1]), made: made.seconds, run: ran.seconds };
  } catch {
    return null;
  }
};

/** tla-checker takes seconds for what it can do at all. */
const besideTlaChecker = (): Figure => {
  const require = createRequire(import.meta.url);
  initSync({ module: readFileSync(require.resolve('tla-checker/tla_checker_bg.wasm')) });
  const { model, program } = compile(lower(design('v7c-fan-in-unordered.yaml')), noReductions);
  const spec = tlaOf(model, program).text;
  const ours = timedOften(5, () => search(program, generate(program), false, limits).states.count());
  const rival = timedOften(3, () => check_spec_with_config(spec, '{}', 100_000, 10_000, true, false));
  return {
    what: `${ours.value.toLocaleString('en')} states; rival tla-checker`,
    ours: 1000 * ours.seconds,
    rival: 1000 * rival.seconds,
    unit: 'ms',
    goal: '≥ 100 × faster',
  };
};
