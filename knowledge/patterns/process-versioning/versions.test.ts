import { describe, expect, it } from 'vitest';
import { begin, handle, type Instance } from './versions.ts';

const play = (instance: Instance, events: readonly string[]) => {
  const sent: (string | undefined)[] = [];
  let current = instance;
  for (const event of events) {
    const { instance: next, send } = handle(current, event);
    current = next;
    sent.push(send);
  }
  return { state: current.state, sent };
};

describe('instances of two versions', () => {
  it('lets an old one finish on the rules it started with', () => {
    const old: Instance = { version: 1, state: 'paying' };
    expect(play(old, ['PaymentCompleted', 'PackageSent'])).toEqual({
      state: 'shipped',
      sent: ['SendPackage', undefined],
    });
  });

  it('starts new ones on the newest', () => {
    const { state, sent } = play(begin(), ['OrderPlaced', 'PaymentCompleted', 'FraudCleared', 'PackageSent']);
    expect(state).toBe('shipped');
    expect(sent).toContain('CheckFraud');
  });

  it('would leave an old one stuck under the new rules', () => {
    const moved: Instance = { version: 2, state: 'packing' };
    expect(play(moved, ['FraudCleared', 'PackageSent']).state).toBe('packing');
  });
});
