import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkerWordsSchema } from '../../src/knowledge/checker-words-schema.ts';
import { explain } from '../../src/process/explain.ts';
import { normalise } from '../../src/process/normalise.ts';
import { parseProcess } from '../../src/process/parse.ts';
import { processSchema } from '../../src/process/schema.ts';
import { processes } from './arbitrary.ts';

const { acts } = checkerWordsSchema.parse(parse(readFileSync('knowledge/checker.yaml', 'utf8')));

const explained = (id: string) => {
  const parsed = parseProcess(readFileSync(`knowledge/examples/${id}/process.yaml`, 'utf8'));
  if (!parsed.ok) throw new Error(id);
  return explain(normalise(parsed.value.process), acts);
};

test('a saga reads as what its coordinator and its services do', () => {
  const [coordinator, giro] = explained('bank-transfer');
  expect(coordinator?.rules[0]).toEqual({
    on: 'TransferOrdered',
    when: ['status is not started'],
    does: 'starts the process',
    sets: ['status becomes running', 'debit becomes waited for (if debit is not asked for)'],
    sends: ['DebitAccount (if debit is not asked for)'],
  });
  const undo = giro?.rules.find(({ does }) => does === 'debit is undone');
  expect(undo).toMatchObject({ on: 'RestoreFunds', sends: ['FundsRestored'] });
});

test('rules written by hand come out as they went in', () => {
  const coordinator = explained('peer-review').find(({ name }) => name === 'coordinator');
  expect(coordinator?.rules).toHaveLength(9);
  expect(coordinator?.rules.map(({ on }) => on)).toContain(null);
  expect(coordinator?.rules.flatMap(({ sends }) => sends)).toEqual([
    'AskReferee',
    'PaperAccepted',
    'PaperRejected',
    'PaperUndecided',
  ]);
});

test('every document can be explained, without a gap in the words', () => {
  fc.assert(
    fc.property(processes({ maxSteps: 4 }), (process) => {
      const actors = explain(normalise(process), acts);
      expect(actors.length).toBeGreaterThan(0);
      const text = JSON.stringify(actors);
      expect(text).not.toMatch(/undefined|\{step\}| is "| becomes "/);
    }),
    { numRuns: 50 },
  );
});

const booking = processSchema.parse({
  process: 'table-booking',
  pattern: 'choreography',
  services: { bookings: {}, kitchen: {} },
  starts: 'TableRequested',
  steps: [
    { id: 'hold', service: 'bookings', on: 'TableRequested', success: 'TableHeld' },
    {
      id: 'confirm',
      service: 'kitchen',
      on: 'TableHeld',
      success: 'MenuConfirmed',
      timeout: { after: 'PT2H', then: 'compensate', send: 'ChefSilent' },
    },
  ],
  outcomes: { completed: 'MenuConfirmed' },
});

test('a deadline in a choreography passes while its event waits', () => {
  const actors = explain(normalise(booking), acts);
  const passing = actors.flatMap(({ rules }) => rules).find(({ on, does }) => on === null && does.includes('in time'));
  expect(passing?.when).toEqual(['TableHeld is waiting', 'confirm is nothing or undone']);
});
