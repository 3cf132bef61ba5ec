import { describe, expect, it } from 'vitest';
import { given } from '../../scripts/eval-decide.ts';
import { decide } from '../../src/decide/index.ts';
import { loadDecisionTable } from '../../src/knowledge/decision.ts';

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
