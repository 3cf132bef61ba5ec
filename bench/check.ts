import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check_spec_with_config, initSync } from 'tla-checker';
import { parse } from 'yaml';
import { compile } from '../src/check/compile.ts';
import { decide } from '../src/check/decide.ts';
import type { Engine } from '../src/check/engine.ts';
import { promelaOf } from '../src/check/export/promela.ts';
import { tlaOf } from '../src/check/export/tla.ts';
import { generate } from '../src/check/generate.ts';
import { interpret } from '../src/check/interpret.ts';
import { noReductions, type Program } from '../src/check/program.ts';
import { search } from '../src/check/search.ts';
import { lower } from '../src/process/lower/index.ts';
import { normalise } from '../src/process/normalise.ts';
import type { NormalisedProcess } from '../src/process/normalised.ts';
import { processSchema } from '../src/process/schema.ts';
import { twoPhaseCommit } from '../test/check/models.ts';
import type { Figure } from './figure.ts';

const catalogue = join(import.meta.dirname, '../test/check/catalogue');
const limits = { states: 20_000_000, bytes: 4e9 };

const document = (file: string, change: (text: string) => string = (text) => text): NormalisedProcess =>
  normalise(processSchema.parse(parse(change(readFileSync(join(catalogue, file), 'utf8')))));

const timed = <T>(run: () => T): Readonly<{ value: T; seconds: number }> => {
  const begun = performance.now();
  const value = run();
  return { value, seconds: (performance.now() - begun) / 1000 };
};

/** The fault checker: speed, memory, and SPIN and tla-checker on the same programs in the same run. */
export const checkFigures = async (): Promise<readonly Figure[]> => {
  const cold = timed(() => readdirSync(catalogue).map((file) => decide(lower(document(file)), { limits })));
  const long = timed(() => decide(lower(longSaga(32)), { limits }));
  const wide = lower(
    document('v7b-fan-in.yaml', (text) => text.replace('count: 3', 'count: 12')),
    12,
  );
  const fanIn = timed(() => decide(wide, { limits: { ...limits, faults: 2 } }));
  return [
    { what: 'nineteen designs, in a row, from the first on', ours: cold.seconds, unit: 's', goal: '< 1' },
    { what: '32 steps, retries, timeouts, tombstones, any faults', ours: long.seconds, unit: 's', goal: '< 0.3' },
    { what: 'fan-in of 12, two faults', ours: fanIn.seconds, unit: 's', goal: '< 1' },
    ...retrySaga(),
    ...tiny(),
    ...manyStates(),
  ];
};

const longSaga = (steps: number): NormalisedProcess =>
  normalise(
    processSchema.parse({
      process: 'long-saga',
      pattern: 'process_manager',
      delivery: { guarantee: 'at_least_once', durable: true },
      services: { party: { outbox: true, inbox: { key: 'messageId', onDuplicate: 'replay_reply' } } },
      coordinator: { service: 'host', durable: true, outbox: true, concurrency: 'version' },
      starts: 'Begun',
      steps: Array.from({ length: steps }, (_, index) => ({
        id: `step-${index}`,
        service: 'party',
        command: `Do${index}`,
        success: `Done${index}`,
        failure: `Refused${index}`,
        retry: { attempts: 3 },
        timeout: { after: 'PT1M', then: 'compensate' },
        compensation: { command: `Undo${index}`, success: `Undone${index}`, ifNotApplied: 'tombstone' },
      })),
      outcomes: { completed: 'AllDone', cancelled: 'AllUndone' },
    }),
  );

const statesPerSecond = (
  program: Program,
  make: (program: Program) => Engine,
): Readonly<{ rate: number; states: number }> => {
  const runs = [1, 2, 3].map(() => timed(() => search(program, make(program), false, limits).states.count()));
  return { rate: Math.max(...runs.map(({ value, seconds }) => value / seconds)), states: runs[0]?.value ?? 0 };
};

/** The retry saga with nothing reduced, against SPIN. */
const retrySaga = (): readonly Figure[] => {
  const { model, program } = compile(lower(document('v5d-timeout-and-retries.yaml')), noReductions);
  const generated = statesPerSecond(program, generate);
  const interpreted = statesPerSecond(program, interpret);
  const spin = spinRate(promelaOf(model, program, { assertions: false }));
  const whole = generated.states / generated.rate;
  return [
    {
      what: 'states a second, generated; rival SPIN, its run',
      ours: generated.rate,
      unit: '/s',
      goal: '≥ 1 M, ≥ 1.5 ×',
      ...(spin ? { rival: spin.states / spin.run } : {}),
    },
    { what: 'states a second, interpreted', ours: interpreted.rate, unit: '/s', goal: '≥ 250 k' },
    {
      what: 'the same in all; rival SPIN with spin -a and gcc',
      ours: whole,
      unit: 's',
      goal: '≥ 10 × faster',
      ...(spin ? { rival: spin.run + spin.made } : {}),
    },
  ];
};

type Spin = Readonly<{ states: number; made: number; run: number }>;

const spinRate = (promela: string): Spin | null => {
  const cwd = mkdtempSync(join(tmpdir(), 'spin-'));
  writeFileSync(join(cwd, 'model.pml'), promela);
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe' });
  try {
    const made = timed(() => {
      run('spin', '-a', '-o2', 'model.pml');
      run('gcc', '-O2', '-w', '-DSAFETY', '-DNOREDUCE', '-DMEMLIM=8000', '-o', 'pan', 'pan.c');
    });
    const ran = timed(() => run('./pan', '-E', '-m1000000', '-w24'));
    return { states: Number(/(\d+) states, stored/.exec(ran.value)?.[1]), made: made.seconds, run: ran.seconds };
  } catch {
    return null;
  }
};

/** A design small enough for tla-checker. */
const tiny = (): readonly Figure[] => {
  const require = createRequire(import.meta.url);
  initSync({ module: readFileSync(require.resolve('tla-checker/tla_checker_bg.wasm')) });
  const { model, program } = compile(lower(document('v7c-fan-in-unordered.yaml')), noReductions);
  const spec = tlaOf(model, program).text;
  const rival = timed(() => check_spec_with_config(spec, '{}', 100_000, 10_000, true, false));
  const ours = timed(() => search(program, interpret(program), false, limits));
  return [
    {
      what: '3,207 states; rival tla-checker',
      ours: ours.seconds,
      rival: rival.seconds,
      unit: 's',
      goal: '≥ 100 × faster',
    },
  ];
};

/** Ten million states: two-phase commit with nine participants. */
const manyStates = (): readonly Figure[] => {
  const { program } = compile(twoPhaseCommit(9), noReductions);
  const { value, seconds } = timed(() => search(program, generate(program), false, { ...limits, states: 8_000_000 }));
  const bytes = value.states.bytes() + value.labels.bytes();
  return [
    { what: '8 M states: time', ours: seconds, unit: 's' },
    { what: '8 M states: states and labels', ours: bytes / 1e6, unit: 'MB', goal: '< 500' },
  ];
};
