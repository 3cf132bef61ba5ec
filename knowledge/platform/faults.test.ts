import { describe, expect, it } from 'vitest';
import { type Scenario, search } from './faults.ts';
import { inMemoryInbox } from './inbox.ts';
import { inMemoryOutbox, within } from './outbox.ts';

type Charge = Readonly<{ type: 'Charge'; data: { order: string } }>;
type Charged = Readonly<{ type: 'Charged'; data: { order: string } }>;
type Shop = Charge | Charged;

/** Charges an order, with as much care as it is told to; the ledger and the receipt must agree. */
function shop(care: Readonly<{ outbox: boolean; inbox: boolean }>): Scenario<Shop> {
  return async (world) => {
    const database = world.database('payments');
    const ledger = database.table<string>();
    const receipts = database.table<string>();
    const outbox = inMemoryOutbox<Shop>(database);
    const inbox = inMemoryInbox(database);
    world.boot(() => {
      world.relay(outbox);
      world.register(['Charge'], async ({ data }, cause) => {
        const charged: Charged = { type: 'Charged', data };
        const done = await database.transaction(async (tx) => {
          if (care.inbox && !(await inbox.accept(tx, `charge/${data.order}`))) return false;
          ledger.put(tx, String(ledger.values().length), data.order);
          if (care.outbox) await within(tx, outbox).publish(charged, cause);
          return true;
        });
        if (done && !care.outbox) await world.publish(charged, cause);
      });
      world.subscribe(['Charged'], ({ data }) =>
        database.transaction(async (tx) => receipts.put(tx, data.order, data.order)),
      );
    });
    await world.send({ type: 'Charge', data: { order: 'o1' } });
    return async () => {
      expect(ledger.values(), 'charges').toHaveLength(1);
      expect(receipts.values(), 'receipts').toHaveLength(1);
    };
  };
}

describe('search', () => {
  it.each([
    { name: 'careless', care: { outbox: false, inbox: false }, faults: ['duplicate Charge'] },
    { name: 'outbox only', care: { outbox: true, inbox: false }, faults: ['duplicate Charge'] },
    { name: 'inbox only', care: { outbox: false, inbox: true }, faults: ['crash after commit in payments'] },
  ])('finds the simplest story of a $name shop', async ({ care, faults }) => {
    const { failure } = await search({ faults: 2 }, shop(care));
    expect(failure?.faults).toEqual(faults);
  });

  it('finds nothing wrong with outbox and inbox', async () => {
    const { failure, runs } = await search({ faults: 2 }, shop({ outbox: true, inbox: true }));
    expect(failure).toBeNull();
    expect(runs).toBeGreaterThan(50);
  });

  it('gives up on what does not come to rest', async () => {
    const { failure } = await search<Charge>({ faults: 1 }, async (world) => {
      world.boot(() => world.register(['Charge'], (command) => world.send(command)));
      await world.send({ type: 'Charge', data: { order: 'o1' } });
      return async () => {};
    });
    expect(failure?.error).toMatchObject({ message: 'the process does not come to rest' });
  });

  it('rolls an open transaction back when the process ends in it', async () => {
    const only = (fault: string) => fault === 'crash while writing';
    const { failure, runs } = await search<Charge>({ only }, async (world) => {
      const database = world.database('ledger');
      const ledger = database.table<string>();
      world.boot(() =>
        world.register(['Charge'], ({ data }) =>
          database.transaction(async (tx) => {
            ledger.put(tx, `${ledger.values().length}`, data.order);
            await world.crash('while writing');
          }),
        ),
      );
      await world.send({ type: 'Charge', data: { order: 'o1' } });
      return async () => expect(ledger.values()).toEqual(['o1']);
    });
    expect({ failure, runs }).toEqual({ failure: null, runs: 2 });
  });
});
