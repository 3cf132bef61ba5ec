import { compile } from '../src/check/compile.ts';
import { decide } from '../src/check/decide.ts';
import type { Engine } from '../src/check/engine.ts';
import { generate } from '../src/check/generate.ts';
import { interpret } from '../src/check/interpret.ts';
import { noReductions, type Program } from '../src/check/program.ts';
import { search } from '../src/check/search.ts';
import { lower } from '../src/process/lower/index.ts';
import { twoPhaseCommit } from '../test/check/models.ts';
import { design, designs, longSaga } from './catalogue.ts';
import { type Figure, timed, timedOften } from './figure.ts';

const limits = { states: 20_000_000, bytes: 4e9 };

/** The fault checker: the catalogue from cold, large designs, speed and memory of the engine. */
export const checkFigures = async (): Promise<readonly Figure[]> => {
  const cold = timed(() => designs().map((file) => decide(lower(design(file)), { limits })));
  const long = timedOften(3, () => decide(lower(longSaga(32)), { limits }));
  const wide = lower(
    design('v7b-fan-in.yaml', (text) => text.replace('count: 3', 'count: 12')),
    12,
  );
  const fanIn = timedOften(3, () => decide(wide, { limits: { ...limits, faults: 2 } }));
  return [
    { what: 'nineteen designs, in a row, from the first on', ours: cold.seconds, unit: 's', goal: '< 1' },
    { what: '32 steps, retries, timeouts, tombstones, any faults', ours: long.seconds, unit: 's', goal: '< 0.3' },
    { what: 'fan-in of 12, two faults', ours: fanIn.seconds, unit: 's', goal: '< 1' },
    ...retrySaga(),
    ...manyStates(),
  ];
};

/** The retry saga with nothing reduced. */
const retrySaga = (): readonly Figure[] => {
  const { program } = compile(lower(design('v5d-timeout-and-retries.yaml')), noReductions);
  return [
    { what: 'states a second, generated', ours: statesPerSecond(program, generate), unit: '/s', goal: '≥ 1 M' },
    { what: 'states a second, interpreted', ours: statesPerSecond(program, interpret), unit: '/s', goal: '≥ 250 k' },
  ];
};

/** The middle of five whole searches, each with an engine made anew. */
const statesPerSecond = (program: Program, make: (program: Program) => Engine): number => {
  const { value, seconds } = timedOften(5, () => search(program, make(program), false, limits).states.count());
  return value / seconds;
};

/** Of the ten million states of two-phase commit with nine participants. */
const manyStates = (): readonly Figure[] => {
  const { program } = compile(twoPhaseCommit(9), noReductions);
  const { value, seconds } = timed(() => search(program, generate(program), false, { ...limits, states: 8_000_000 }));
  const bytes = value.states.bytes() + value.labels.bytes();
  return [
    { what: '8 M states: time', ours: seconds, unit: 's' },
    { what: '8 M states: states and labels', ours: bytes / 1e6, unit: 'MB', goal: '< 500' },
  ];
};
