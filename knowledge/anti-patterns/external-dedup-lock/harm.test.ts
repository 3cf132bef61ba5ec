import { describe, expect, it } from 'vitest';
import { die, run } from '../../platform/crash.ts';
import { memsql } from '../../platform/memsql.ts';
import { outboxSchema, relayOutbox } from '../../platform/sql-outbox.ts';
import * as bad from './bad/charging.ts';
import * as good from './good/charging.ts';

const session = { sessionId: 's1', card: '4111', cents: 2_400 };
const noAnswer = new Error('no answer within 10 s');

const redis = () => {
  const held = new Set<string>();
  return {
    set: async (key: string) => {
      if (held.has(key)) return null;
      held.add(key);
      return 'OK' as const;
    },
    del: async (key: string) => held.delete(key),
  };
};

describe('a lock in another store', () => {
  it('charges nobody when the process dies behind it', async () => {
    const locks = redis();
    let charges = 0;
    expect(await run(bad.onSessionEnded(locks, { charge: die }, session))).toBe('died');
    await bad.onSessionEnded(locks, { charge: async () => void charges++ }, session);
    expect(charges).toBe(0);
  });

  it('charges twice when the outcome is unknown and the lock is given back', async () => {
    const locks = redis();
    let charges = 0;
    const charge = async () => {
      charges += 1;
      if (charges === 1) throw noAnswer;
    };
    await expect(bad.onSessionEnded(locks, { charge }, session)).rejects.toBe(noAnswer);
    await bad.onSessionEnded(locks, { charge }, session);
    expect(charges).toBe(2);
  });
});

describe('a bill that remembers, and a key for the provider', () => {
  it('charges once through a crash, two unknown outcomes and a duplicate', async () => {
    const db = memsql(`CREATE TABLE bills (session_id TEXT PRIMARY KEY, cents BIGINT);${outboxSchema}`);
    const charged = new Set<string>();
    const charges: string[] = [];
    let silent = 2;
    const charge = async (key: string) => {
      if (!charged.has(key)) charges.push(key);
      charged.add(key);
      if (silent-- > 0) throw noAnswer;
    };
    await good.onSessionEnded(db, session);
    await good.onSessionEnded(db, session);
    expect(await run(relayOutbox(db, () => good.onChargeCard({ charge: die }, session)))).toBe('died');
    const relay = () => relayOutbox(db, () => good.onChargeCard({ charge }, session));
    await expect(relay()).rejects.toBe(noAnswer);
    await expect(relay()).rejects.toBe(noAnswer);
    await relay();
    expect(charges).toEqual(['charge/s1']);
  });
});
