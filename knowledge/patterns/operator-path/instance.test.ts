import { describe, expect, it } from 'vitest';
import { type Instance, type Intervention, refusal, stuck } from './instance.ts';

const hour = 3_600_000;
const waiting: Instance = { id: 'o1', state: 'waiting', waitsFor: 'StockReserved', since: 0, patience: hour };
const ended: Instance = { ...waiting, id: 'o2', state: 'ended' };
const older: Instance = { ...waiting, id: 'o3', since: -hour };
const by: Omit<Intervention, 'action'> = { by: 'ann', reason: 'command got lost' };

describe('stuck', () => {
  it('lists who has waited for too long, longest first', () => {
    expect(stuck([waiting, ended], hour)).toEqual([]);
    expect(stuck([waiting, ended, older], hour + 1).map(({ id }) => id)).toEqual(['o3', 'o1']);
  });
});

describe('an intervention', () => {
  it.each<[string, Instance['state'], Intervention, RegExp | undefined]>([
    ['retries', 'waiting', { ...by, action: 'retry' }, undefined],
    ['needs a reason', 'waiting', { ...by, action: 'retry', reason: '' }, /name and a reason/],
    ['skips with a proof', 'waiting', { ...by, action: 'skip', proof: 'shelf 7' }, undefined],
    ['does not skip on trust', 'waiting', { ...by, action: 'skip' }, /proof/],
    ['goes back before the pivot', 'waiting', { ...by, action: 'compensate' }, undefined],
    ['does not go back after it', 'waiting after the pivot', { ...by, action: 'compensate' }, /retry, skip, complete/],
    ['leaves alone what has ended', 'ended', { ...by, action: 'retry' }, /possible is nothing/],
  ])('%s', (_, state, intervention, expected) => {
    const answer = refusal({ ...waiting, state }, intervention);
    if (expected === undefined) expect(answer).toBeUndefined();
    else expect(answer).toMatch(expected);
  });
});
