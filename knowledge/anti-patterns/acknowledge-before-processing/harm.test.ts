import { beforeEach, describe, expect, it } from 'vitest';
import { die, run } from '../../platform/crash.ts';
import { type MemoryDatabase, memsql } from '../../platform/memsql.ts';
import * as bad from './bad/readings.ts';
import * as good from './good/readings.ts';

const message = (text: string) => ({ content: new TextEncoder().encode(text) });
const reading = message('{"meter": "m1", "slot": 7, "wh": 250}');

/** A queue of one message: where it is now. */
const queue = () => {
  const at = { place: 'queue' };
  const ack = () => {
    at.place = 'gone';
  };
  const nack = (_: unknown, __: boolean, requeue: boolean) => {
    at.place = requeue ? 'queue' : 'dead letters';
  };
  return { at, ack, nack };
};

let db: MemoryDatabase;
const stored = async () => (await db.query(`SELECT count(*) FROM readings`)).rows[0]?.count;

beforeEach(() => {
  db = memsql(`CREATE TABLE readings (meter TEXT, slot BIGINT, wh BIGINT NOT NULL, PRIMARY KEY (meter, slot))`);
});

describe('acknowledge, then work', () => {
  it('loses the reading when the process dies at work', async () => {
    const channel = queue();
    expect(await run(bad.onLiveReading({ query: die }, channel, reading))).toBe('died');
    expect(channel.at.place).toBe('gone');
    expect(await stored()).toBe(0);
  });

  it('loses the reading when nobody waits for the work', async () => {
    const channel = queue();
    db.fail('INSERT', new Error('too many connections'));
    await bad.onBackfilledReading(db, channel, reading);
    expect(channel.at.place).toBe('gone');
    expect(await stored()).toBe(0);
  });
});

describe('work, then acknowledge', () => {
  it('keeps the reading on the queue until it is in the database, once', async () => {
    const channel = queue();
    db.fail('INSERT', new Error('too many connections'));
    await expect(good.onReading(db, channel, reading)).rejects.toThrow('too many connections');
    expect(channel.at.place).toBe('queue');

    expect(await run(good.onReading({ query: die }, channel, reading))).toBe('died');
    expect(channel.at.place).toBe('queue');

    await good.store(db, reading); // the process died after the commit, before the ack
    await good.onReading(db, channel, reading);
    expect(channel.at.place).toBe('gone');
    expect(await stored()).toBe(1);
  });

  it('gives what can never be kept to the dead letters', async () => {
    const channel = queue();
    await expect(good.onReading(db, channel, message('{"meter":'))).rejects.toThrow(SyntaxError);
    expect(channel.at.place).toBe('dead letters');
  });
});
