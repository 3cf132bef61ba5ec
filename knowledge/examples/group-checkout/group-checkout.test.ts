import { describe, expect, it } from 'vitest';
import { search } from '../../platform/faults.ts';
import { advance, type Checkout, notStarted } from './checkout.ts';
import type { Input } from './messages.ts';
import { groupCheckout } from './scenario.ts';

describe('group checkout', () => {
  it('loses nothing and does nothing twice under any pair of faults', async () => {
    const { failure, runs } = await search({ faults: 2 }, groupCheckout());
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(1000);
  });

  it('does not survive a crash with its state in memory', async () => {
    const inMemory = () => {
      const states = new Map<string, Checkout>();
      return {
        get: (key: string) => states.get(key),
        put: (_tx: unknown, key: string, state: Checkout) => void states.set(key, state),
      };
    };
    const { failure } = await search({ only: (fault) => fault.startsWith('crash') }, groupCheckout(inMemory));
    expect(failure).not.toBeNull();
  });
});

const start = (attempt: number): Input => ({
  type: 'CheckOutGroup',
  data: { groupId: 'g1', guests: ['ann', 'bob'], attempt },
});
const out = (guestId: string): Input => ({ type: 'GuestCheckedOut', data: { groupId: 'g1', guestId } });
const refused = (guestId: string, attempt: number): Input => ({
  type: 'GuestCheckoutRefused',
  data: { groupId: 'g1', guestId, attempt, reason: 'key missing' },
});
const expire: Input = { type: 'ExpireGroupCheckout', data: { groupId: 'g1', attempt: 1 } };

describe('the state machine', () => {
  it.each([
    { name: 'asks for every guest', given: [], when: start(1), then: 'waiting', asks: ['ann', 'bob'], tells: [] },
    { name: 'starts once', given: [start(1)], when: start(1), then: 'waiting', asks: [], tells: [] },
    { name: 'waits for all', given: [start(1)], when: out('ann'), then: 'waiting', asks: [], tells: [] },
    {
      name: 'completes with the last',
      given: [start(1), out('ann')],
      when: out('bob'),
      then: 'completed',
      asks: [],
      tells: ['GroupCheckoutCompleted'],
    },
    {
      name: 'fails once all have answered',
      given: [start(1), refused('ann', 1)],
      when: out('bob'),
      then: 'failed',
      asks: [],
      tells: ['GroupCheckoutFailed'],
    },
    {
      name: 'ignores a late deadline',
      given: [start(1), out('ann'), out('bob')],
      when: expire,
      then: 'completed',
      asks: [],
      tells: [],
    },
    {
      name: 'asks again only who is missing',
      given: [start(1), refused('ann', 1), out('bob')],
      when: start(2),
      then: 'waiting',
      asks: ['ann'],
      tells: [],
    },
    {
      name: 'remembers who left after the deadline',
      given: [start(1), out('ann'), expire, out('bob')],
      when: start(2),
      then: 'completed',
      asks: [],
      tells: ['GroupCheckoutCompleted'],
    },
  ])('$name', ({ given, when, then, asks, tells }) => {
    const before = given.reduce((state: Checkout, input) => advance(state, input).state, notStarted);
    const { state, send, publish } = advance(before, when);
    expect(state.status).toBe(then);
    expect(send.map(({ data }) => data.guestId)).toEqual(asks);
    expect(publish.map(({ type }) => type)).toEqual(tells);
  });
});
