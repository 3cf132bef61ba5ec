import { describe, expect, it } from 'vitest';
import { die, run } from '../../platform/crash.ts';
import { memsql } from '../../platform/memsql.ts';
import { type OutgoingEvent, outboxSchema, relayOutbox } from '../../platform/sql-outbox.ts';
import * as bad from './bad/desk.ts';
import * as good from './good/desk.ts';

const schema = `CREATE TABLE trips (id TEXT PRIMARY KEY, state TEXT NOT NULL, ticket TEXT);`;
const trip = { id: 't1', traveller: 'ada', flight: 'LH400', cents: 20_000 };

describe('one transaction around two calls', () => {
  it('leaves a ticket and a charge for no trip when the commit fails', async () => {
    const db = memsql(schema);
    const called: string[] = [];
    db.fail('COMMIT', new Error('connection reset'));
    const http = {
      post: async (url: string) => {
        called.push(url);
        return { data: { ticket: 'LH-1' } };
      },
    };
    await expect(bad.book(db, http, trip)).rejects.toThrow('connection reset');
    expect(called).toEqual(['https://airline.example/tickets', 'http://payments/charges']);
    expect((await db.query(`SELECT id FROM trips`)).rows).toEqual([]);
  });

  it('leaves a ticket for no trip when the process dies while it waits for the second call', async () => {
    const db = memsql(schema);
    let tickets = 0;
    const http = {
      post: (url: string) => {
        if (url.endsWith('/charges')) return die();
        tickets += 1;
        return Promise.resolve({ data: { ticket: 'LH-1' } });
      },
    };
    expect(await run(bad.book(db, http, trip))).toBe('died');
    expect(tickets).toBe(1);
    expect((await db.query(`SELECT id FROM trips`)).rows).toEqual([]);
  });
});

describe('one local transaction per step', () => {
  it.each([
    { declines: false, tickets: 1, charges: 1, state: 'booked' },
    { declines: true, tickets: 0, charges: 0, state: 'cancelled' },
  ])('ends with everything or nothing: $state', async ({ declines, ...expected }) => {
    const db = memsql(schema + outboxSchema);
    const world = { tickets: 0, charges: 0 };
    const answerTo = ({ type }: OutgoingEvent): good.Answer | undefined => {
      if (type === 'IssueTicket') {
        world.tickets += 1;
        return { type: 'TicketIssued', tripId: 't1', ticket: 'LH-1', cents: 20_000 };
      }
      if (type === 'VoidTicket') {
        world.tickets -= 1;
        return { type: 'TicketVoided', tripId: 't1' };
      }
      if (type !== 'ChargeCard') return undefined;
      if (!declines) world.charges += 1;
      return { type: declines ? 'CardDeclined' : 'CardCharged', tripId: 't1' };
    };
    const deliver = async (message: OutgoingEvent) => {
      const answer = answerTo(message);
      if (answer) await Promise.all([good.handle(db, answer), good.handle(db, answer)]);
    };

    db.fail('COMMIT', new Error('connection reset'));
    await expect(good.book(db, trip)).rejects.toThrow('connection reset');
    await good.book(db, trip);
    expect(await run(relayOutbox(db, die))).toBe('died');
    for (let round = 0; round < 4; round++) await relayOutbox(db, deliver);

    const { rows } = await db.query(`SELECT state FROM trips`);
    expect({ ...world, state: rows[0]?.state }).toEqual(expected);
  });
});
