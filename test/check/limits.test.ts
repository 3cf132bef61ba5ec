import { describe, expect, it } from 'vitest';
import { compile } from '../../src/check/compile.ts';
import { check, fitsInline } from '../../src/check/index.ts';
import { interpret } from '../../src/check/interpret.ts';
import { canGoOn, faultCost } from '../../src/check/labels.ts';
import { allReductions } from '../../src/check/program.ts';
import { search } from '../../src/check/search.ts';
import { checkResponsively, inThread } from '../../src/check-worker.ts';
import { lower } from '../../src/process/lower/index.ts';
import { normalise } from '../../src/process/normalise.ts';
import { processSchema } from '../../src/process/schema.ts';
import { catalogueText, processFrom, words } from './documents.ts';
import { exploding, unsafe } from './exploding.ts';
import { counting } from './models.ts';

/** Milliseconds of work in all threads, however busy the machine is with others. */
const workSince = (begun: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
};

const longestWithoutTurn = async (work: Promise<unknown>): Promise<number> => {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  await work;
  clearInterval(timer);
  return longest;
};

describe('a check that cannot end', () => {
  it.each([
    ['of twenty parallel steps', exploding],
    ['of twenty parallel steps with nothing safe', unsafe(20)],
  ])('%s ends within its time', async (_, exploded) => {
    const begun = process.cpuUsage();
    const result = await inThread({ process: exploded, words, milliseconds: 1500 });
    expect(workSince(begun)).toBeLessThan(4000);
    // Whichever a machine reaches first: its time or its memory.
    expect(result).toMatchObject({
      limit: expect.stringMatching(/^(asked|bytes)$/),
      coverage: { faults: { atMost: -1 } },
    });
    expect(result.verdict).not.toBe('holds');
  });

  it('tells what it found until then', () => {
    const result = check(unsafe(8), { words, limits: { states: 3000 }, explain: false });
    expect(result).toMatchObject({ verdict: 'violated', limit: 'states', coverage: { faults: { atMost: -1 } } });
    expect(result.findings.map(({ property, faults }) => [property, faults])).toContainEqual(['no-lost-update', 0]);
  });

  it('leaves the caller its turn', async () => {
    const work = checkResponsively({ process: unsafe(20), words, milliseconds: 500 });
    expect(await longestWithoutTurn(work)).toBeLessThan(500);
  });

  it('keeps within its bytes, also while its room grows', () => {
    const { program } = compile(lower(exploding), allReductions);
    const limits = { states: 5_000_000, bytes: 10_000_000 };
    const found = search(program, interpret(program), true, limits);
    expect(found.stopped).toBe('bytes');
    expect(found.covered).toBe(-1);
    expect(found.states.bytes() + found.labels.bytes()).toBeLessThan(limits.bytes);
    // Half of it was there when it last grew, together with the whole.
    expect(found.states.bytes() + found.labels.bytes()).toBeGreaterThan(limits.bytes / 4);
  });

  it.each([
    ['32767', [32, 32, 32], 32_768, Number.POSITIVE_INFINITY, null],
    ['98303', [32, 32, 32, 3], 65_536, -1, 'steps'],
  ])('takes no step for a fault in a story of %s steps', (_, sizes, count, covered, stopped) => {
    const { program } = compile(counting(sizes), allReductions);
    const found = search(program, interpret(program), true, { states: 200_000, bytes: 1e9 });
    expect(found).toMatchObject({ covered, stopped });
    expect(found.states.count()).toBe(count);
  });

  it('counts no more faults than there are numbers for', () => {
    expect([0, faultCost - 2, faultCost - 1, 0x7ffe * faultCost, 0x7fff * faultCost].map(canGoOn)).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  it('counts the bytes of whatever is as large from the first', () => {
    const { program } = compile(lower(exploding), allReductions);
    const found = search(program, interpret(program), true, { states: 5_000_000, bytes: 100_000 });
    expect(found).toMatchObject({ stopped: 'bytes', covered: -1, transitions: 0 });
  });

  it('says so when the time is up before fixes are found', () => {
    const process = processFrom(catalogueText('v1'));
    const tick = ({ phase }: { phase: string }) => phase === 'explanation';
    const result = check(process, { words, tick });
    expect(result).toMatchObject({ verdict: 'violated', explanation: 'cut_short', repair: null });
    expect(check(process, { words })).toMatchObject({ explanation: 'whole' });
    expect(check(process, { words, explain: false })).toMatchObject({ explanation: 'left_out' });
  });

  it('is no pass when only the way to an outcome was not looked at', () => {
    const tick = ({ phase }: { phase: string }) => phase === 'completion';
    const result = check(processFrom(catalogueText('v7b')), { words, tick });
    const undecided = result.properties.filter((property) => property.result === 'undecided').map(({ id }) => id);
    expect([result.verdict, result.limit, undecided]).toEqual(['inconclusive', 'asked', ['option-to-complete']]);
  });

  it('takes for unknown what the very last state would tell', () => {
    const process = processFrom(catalogueText('v0'));
    const { states } = check(process, { words, explain: false }).stats;
    const tick = ({ phase }: { phase: string }) => phase === 'walk';
    for (let most = states - 20; most < states; most += 1)
      expect(check(process, { words, explain: false, tick, limits: { states: most } }).verdict).toBe('inconclusive');
  });
});

describe('a program too large to prepare', () => {
  it('lets go of overlaps first, and is no pass', () => {
    const { program, missing } = compile(lower(unsafe(24)), allReductions);
    expect(missing).toBe('overlaps');
    expect(program.actions.some(({ overwritten }) => overwritten !== null)).toBe(true);
  });

  it('says nothing at all where rules are missing', () => {
    const ordered = { ...exploding, delivery: { ...exploding.delivery, ordering: 'global' as const } };
    const steps = Array.from({ length: 6 }, (_, round) =>
      ordered.steps.map((step) => ({ ...step, id: `${step.id}-${round}`, index: round * 20 + step.index })),
    ).flat();
    const result = check({ ...ordered, steps }, { words });
    expect(result).toMatchObject({ verdict: 'inconclusive', limit: 'bytes', stats: { transitions: 0 }, findings: [] });
  });
});

describe('what is checked at once', () => {
  it.each([
    ['a small process', processFrom(catalogueText('v0')), true],
    ['twenty parallel steps', exploding, false],
    ['eight steps whose transactions overlap', unsafe(8), false],
  ])('%s', (_, process, expected) => {
    expect(fitsInline(process)).toBe(expected);
  });
});

describe('a document too large to be written down as rules', () => {
  /** A hundred steps in a row, each done for each of three and settled together: conditions grow with the third power. */
  const chain = (count: number, shape: object) =>
    normalise(
      processSchema.parse({
        process: 'huge',
        pattern: 'process_manager',
        services: Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`party-${index}`, {}])),
        coordinator: { service: 'party-0', durable: true, outbox: true, concurrency: 'version' },
        starts: 'Begun',
        steps: Array.from({ length: count }, (_, index) => ({
          id: `step-${index}`,
          service: `party-${index}`,
          command: `Do${index}`,
          success: `Done${index}`,
          failure: [`Failed${index}`],
          compensation: { command: `Undo${index}`, success: `Undone${index}` },
          forEach: `part${index}`,
          count: 64,
          ...shape,
        })),
        outcomes: { completed: 'AllDone', cancelled: 'AllUndone' },
      }),
    );

  it.each([
    ['in a row, settled together', { join: 'all_settled' }],
    ['at once', { after: [] }],
  ])('is inconclusive at once: 128 fan-outs %s', (_, shape) => {
    const begun = process.cpuUsage();
    const result = check(chain(128, shape), { words });
    expect(result).toMatchObject({ verdict: 'inconclusive', limit: 'bytes', coverage: { faults: { atMost: -1 } } });
    expect(workSince(begun)).toBeLessThan(3000);
  });

  it('is not one of a dozen steps and a thousand services', () => {
    const result = check(chain(12, { join: 'all_settled' }), { words, limits: { states: 500 }, explain: false });
    expect(result.stats.states).toBeGreaterThan(400);
  });

  it('stops while it is prepared', () => {
    let asked = 0;
    const tick = () => {
      asked += 1;
      return true;
    };
    const result = check(chain(40, {}), { words, tick });
    expect(asked).toBeGreaterThan(0);
    expect(result).toMatchObject({ verdict: 'inconclusive', stats: { transitions: 0 } });
  });

  it('has no room for the order of so many messages', () => {
    const ordered = { ...chain(60, {}), delivery: { ...exploding.delivery, ordering: 'global' as const } };
    const oneParty = { ...ordered, steps: ordered.steps.map((step) => ({ ...step, service: 'party-0' })) };
    const { missing, program } = compile(lower(oneParty), allReductions);
    expect(missing).toBe('everything');
    expect(program.variables.some(({ kind }) => kind === 'order')).toBe(false);
  });
});
