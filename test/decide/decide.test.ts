import { describe, expect, it } from 'vitest';
import { given } from '../../scripts/eval-decide.ts';
import { decide, type StatedFact } from '../../src/decide/index.ts';
import { loadDecisionTable } from '../../src/knowledge/decision.ts';
import type { FactName } from '../../src/knowledge/decision-schema.ts';

const loaded = loadDecisionTable('knowledge');
if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
const table = loaded.value;
const decided = (facts: Readonly<Record<string, unknown>>) => decide(given(facts), table);

const tally = { fanOut: true, fanIn: true, partialFailure: true, timeouts: false, humanSteps: false };

describe('decide: the gates in their order', () => {
  it.each([
    ['one database', { singleDatabase: true, compensation: true }, 'local_transaction', 'local'],
    ['a boundary that may move', { services: 2, teams: 1, boundariesChangeable: true }, 'local_transaction', 'local'],
    ['a person', { services: 3, compensation: true, humanSteps: true }, 'process_manager', 'state-time-people'],
    ['a join', { services: 3, independentReactions: true, fanIn: true }, 'process_manager', 'state-time-people'],
    ['undo in a fixed order', { services: 3, compensation: true, ordering: 'sequential' }, 'saga', 'undo'],
    ['a batch that is only counted off', tally, 'saga', 'undo'],
    ['independent receivers', { services: 6, independentReactions: true }, 'choreography', 'independent'],
    ['too little known', { services: 3, steps: 3 }, 'ask', 'undecided'],
  ])('%s', (_, facts, pattern, gate) => {
    expect(decided(facts)).toMatchObject({ pattern, gate });
  });
});

describe('decide: doubtful signs', () => {
  const read = (fact: FactName, confidence: number, start: number): StatedFact => ({
    fact,
    value: true,
    span: { message: 0, start, end: start + 4, text: 'said' },
    source: 'text',
    confidence,
  });

  it('asks rather than answer choreography where a person is likely', () => {
    expect(decide([read('humanSteps', 0.76, 0), read('independentReactions', 0.95, 9)], table).pattern).not.toBe(
      'choreography',
    );
  });

  it('answers choreography where a person is unlikely', () => {
    expect(decide([read('humanSteps', 0.4, 0), read('independentReactions', 0.95, 9)], table).pattern).toBe(
      'choreography',
    );
  });

  it('splits off a reaction told in words of its own, and none told in the words that decide', () => {
    expect(decide([read('fanIn', 0.95, 0), read('independentReactions', 0.5, 9)], table).splitOff).toHaveLength(1);
    expect(decide([read('fanIn', 0.95, 0), read('independentReactions', 0.5, 0)], table).splitOff).toHaveLength(0);
  });

  it('asks first about what is only hinted at, and not about what is told', () => {
    const asked = (...facts: readonly StatedFact[]) => decide(facts, table).questions.map(({ fact }) => fact);
    expect(asked(read('independentReactions', 0.3, 0))[0]).toBe('independentReactions');
    expect(asked({ ...read('humanSteps', 0.85, 0), value: false })).not.toContain('humanSteps');
  });

  it('splits off no words that tell what does not happen in the core', () => {
    const core = [read('fanIn', 0.95, 0), read('independentReactions', 0.5, 9)];
    const denied = (fact: FactName): StatedFact => ({ ...read(fact, 0.9, 9), value: false });
    expect(decide([...core, denied('humanSteps')], table).splitOff).toHaveLength(0);
    expect(decide([...core, denied('responseNeeded')], table).splitOff).toHaveLength(1);
  });
});
