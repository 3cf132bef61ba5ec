import { describe, expect, it } from 'vitest';
import { memsql } from '../../platform/memsql.ts';
import { addToOutbox, outboxSchema, relayOutbox } from '../../platform/sql-outbox.ts';
import * as bad from './bad/activation.ts';
import * as good from './good/activation.ts';

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const away = { catalogue: 3, network: 9, billing: 15 };
const down = async () => Promise.reject(new Error('503'));

describe('a handler that calls everybody', () => {
  it('fails whenever one of them is away, and can leave a card that works and is not paid for', async () => {
    const cards = new Set<string>();
    const accounts = new Set<string>();
    const failed: number[] = [];
    for (const hour of hours) {
      const clients: bad.Clients = {
        catalogue: { getTariff: hour === away.catalogue ? down : async () => ({ profile: '5g', centsMonthly: 999 }) },
        network: {
          provision: hour === away.network ? down : async (iccid) => void cards.add(iccid),
          deprovision: down,
        },
        billing: { openAccount: hour === away.billing ? down : async (_, iccid) => void accounts.add(iccid) },
      };
      const order = { iccid: `card-${hour}`, customerId: 'c', tariffId: 't' };
      await bad.onSimOrdered(clients, order).catch(() => failed.push(hour));
    }
    expect(failed).toEqual([3, 9, 15]);
    expect([...cards].filter((iccid) => !accounts.has(iccid))).toEqual(['card-15']);
  });
});

describe('services that react to what they hear', () => {
  it('take every order and catch up when they are back', async () => {
    const orders = memsql(outboxSchema);
    const network = memsql(`CREATE TABLE cards (iccid TEXT PRIMARY KEY, profile TEXT);${outboxSchema}`);
    const billing = memsql(
      `CREATE TABLE accounts (iccid TEXT PRIMARY KEY, customer TEXT, cents_monthly BIGINT);${outboxSchema}`,
    );
    for (const hour of hours) {
      const iccid = `card-${hour}`;
      const sim = { iccid, customerId: 'c', profile: '5g', centsMonthly: 999 };
      await orders.transaction((tx) => addToOutbox(tx, { id: `sim-ordered/${iccid}`, type: 'SimOrdered', data: sim }));
      const toNetwork = async ({ id }: { id: string }) => {
        if (hour === away.network) return down();
        const heard = { ...sim, iccid: id.replace('sim-ordered/', '') };
        await good.onSimOrdered(network, heard);
        await good.onSimOrdered(network, heard);
      };
      const toBilling = async ({ id }: { id: string }) => {
        if (hour === away.billing) return down();
        await good.onSimProvisioned(billing, { ...sim, iccid: id.replace('sim-provisioned/', '') });
      };
      await relayOutbox(orders, toNetwork).catch(() => undefined);
      await relayOutbox(network, toBilling).catch(() => undefined);
    }
    expect((await network.query(`SELECT iccid FROM cards`)).rows).toHaveLength(24);
    expect((await billing.query(`SELECT iccid FROM accounts WHERE cents_monthly = 999`)).rows).toHaveLength(24);
  });
});
