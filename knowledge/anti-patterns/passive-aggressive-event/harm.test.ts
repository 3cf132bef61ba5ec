import { describe, expect, it } from 'vitest';
import * as bad from './bad/fulfilment.ts';
import * as good from './good/fulfilment.ts';

type Handle = (orderId: string) => void;

/** An event goes to whoever has subscribed, which may be nobody. */
const eventBus = (...subscribers: Handle[]) => ({
  publish: async (_: string, { orderId }: { orderId: string }) => {
    for (const handle of subscribers) handle(orderId);
  },
});

/** A command goes to the one handler that is registered for it. */
const commandBus = (handlers: Readonly<Record<string, Handle>>) => ({
  send: async (type: string, { orderId }: { orderId: string }) => {
    const handle = handlers[type];
    if (!handle) throw new Error(`nobody handles ${type}`);
    handle(orderId);
  },
});

describe('an event that is an order in disguise', () => {
  it('is a success when nobody listens', async () => {
    await expect(bad.onOrderPaid(eventBus(), 'o1')).resolves.toBeUndefined();
  });

  it('is picked twice when two listen', async () => {
    const picked: string[] = [];
    const halls = ['old hall', 'robot hall'].map(
      (hall) => (orderId: string) => void picked.push(`${orderId}, ${hall}`),
    );
    await bad.onOrderPaid(eventBus(...halls), 'o1');
    expect(picked).toEqual(['o1, old hall', 'o1, robot hall']);
  });
});

describe('a command', () => {
  it('is an error when nobody handles it', async () => {
    await expect(good.onOrderPaid(commandBus({}), 'o1')).rejects.toThrow('nobody handles PickOrder');
  });

  it('is handled once', async () => {
    const picked: string[] = [];
    await good.onOrderPaid(commandBus({ PickOrder: (orderId) => picked.push(orderId) }), 'o1');
    expect(picked).toEqual(['o1']);
  });
});
