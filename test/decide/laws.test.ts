import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flipHolds, given } from '../../scripts/eval-decide.ts';
import { decide } from '../../src/decide/index.ts';
import { loadDecisionTable } from '../../src/knowledge/decision.ts';

const loaded = loadDecisionTable('knowledge');
if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
const table = loaded.value;
const decided = (facts: Readonly<Record<string, unknown>>) => decide(given(facts), table);

const maybe = { nil: undefined };
const someFacts = fc.record({
  services: fc.option(fc.integer({ min: 1, max: 12 }), maybe),
  teams: fc.option(fc.integer({ min: 1, max: 8 }), maybe),
  decisionPoints: fc.option(fc.integer({ min: 0, max: 5 }), maybe),
  compensation: fc.option(fc.boolean(), maybe),
  humanSteps: fc.option(fc.boolean(), maybe),
  timeouts: fc.option(fc.boolean(), maybe),
  fanIn: fc.option(fc.boolean(), maybe),
  independentReactions: fc.option(fc.boolean(), maybe),
  newConsumersExpected: fc.option(fc.boolean(), maybe),
  responseNeeded: fc.option(fc.boolean(), maybe),
  singleDatabase: fc.option(fc.boolean(), maybe),
  strongConsistency: fc.option(fc.boolean(), maybe),
  boundariesChangeable: fc.option(fc.boolean(), maybe),
  centralOwner: fc.option(fc.boolean(), maybe),
  counts: fc.option(fc.boolean(), maybe),
  midFlightCancel: fc.option(fc.boolean(), maybe),
  externalParty: fc.option(fc.boolean(), maybe),
});

describe('laws of the decision', () => {
  it('what is taken for granted changes nothing when it is said, and the answer when it is denied', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { pattern, assumed } = decided(facts);
        for (const { fact, value } of assumed) {
          expect(decided({ ...facts, [fact]: value }).pattern).toBe(pattern);
          expect(decided({ ...facts, [fact]: !value }).pattern).not.toBe(pattern);
        }
      }),
    );
  });

  it('what changes the answer either way is not taken for granted', () => {
    const apart = {
      singleDatabase: false,
      strongConsistency: true,
      midFlightCancel: true,
      timeouts: false,
      services: 6,
    };
    const { pattern, assumed } = decided(apart);
    const undone = [true, false].map((compensation) => decided({ ...apart, compensation }).pattern);
    expect(undone).not.toContain(pattern);
    expect(assumed.map(({ fact }) => fact)).not.toContain('compensation');
  });

  it('the order of the facts does not matter', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        expect(decide(given(facts).toReversed(), table)).toEqual(decide(given(facts), table));
      }),
    );
  });

  it('a human step or a join is never answered with choreography', () => {
    fc.assert(
      fc.property(someFacts, fc.constantFrom('humanSteps', 'fanIn'), (facts, wait) => {
        expect(decided({ ...facts, [wait]: true }).pattern).not.toBe('choreography');
      }),
    );
  });

  it('one shared database is answered with a local transaction', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        expect(decided({ ...facts, singleDatabase: true, teams: 1 }).pattern).toBe('local_transaction');
      }),
    );
  });

  it('an answer is explained and an open one asks, within limits', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { pattern, decisive, questions, provisional } = decided(facts);
        expect(decisive.length).toBeLessThanOrEqual(3);
        expect(questions.length).toBeLessThanOrEqual(3);
        if (pattern === 'ask') expect([questions.length > 0, provisional !== undefined]).toEqual([true, true]);
        else expect([decisive.length > 0, questions.length]).toEqual([true, 0]);
      }),
    );
  });

  // With one database and a boundary that may move, either alone keeps the answer local: no single change turns it over.
  const oneReason = someFacts.filter((facts) => !(facts.singleDatabase && facts.boundariesChangeable));

  it('a named flip turns the answer into the runner-up, and nearly every answer names one', () => {
    const answers = fc
      .sample(oneReason, { numRuns: 400, seed: 7 })
      .map((facts) => ({ facts, decision: decided(facts) }));
    const final = answers.filter(({ decision }) => decision.pattern !== 'ask');
    const named = final.filter(({ decision }) => decision.runnerUp !== null);
    expect(named.filter(({ facts, decision }) => !flipHolds(given(facts), decision))).toEqual([]);
    expect(named.length / final.length).toBeGreaterThanOrEqual(0.95);
  });
});

const saga = { services: 3, steps: 3, compensation: true, ordering: 'sequential', humanSteps: false, timeouts: false };
const reactions = { services: 4, independentReactions: true, compensation: false };
const manager = { services: 4, humanSteps: true, timeouts: true, compensation: true };

describe('one change', () => {
  it.each([
    ['a human wait', { humanSteps: true }],
    ['a join', { fanIn: true }],
    ['an escalation', { timeouts: true }],
    ['a count', { counts: true }],
    ['a cancellation that depends on progress', { midFlightCancel: true, needsState: true }],
  ])('%s makes a saga a process manager', (_, change) => {
    expect(decided(saga).pattern).toBe('saga');
    expect(decided({ ...saga, ...change }).pattern).toBe('process_manager');
  });

  it.each([2, 3, 7, 12, 40, 400])('%i receivers or services change nothing', (services) => {
    expect(decided({ ...reactions, services }).pattern).toBe('choreography');
    expect(decided({ ...saga, services }).pattern).toBe('saga');
    expect(decided({ ...manager, services }).pattern).toBe('process_manager');
  });

  it('reactions that may fail alone are split off from a process that must be undone', () => {
    const { pattern, splitOff } = decided({ ...saga, independentReactions: true });
    expect([pattern, splitOff.map(({ fact }) => fact)]).toEqual(['saga', ['independentReactions']]);
  });
});
