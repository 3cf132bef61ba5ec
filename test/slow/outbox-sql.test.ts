import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { expect, it } from 'vitest';

const sql = (name: string) => readFileSync(`knowledge/patterns/outbox/${name}`, 'utf8');
const insert = `insert into outbox (message_id, key, type, payload, correlation_id)
  values ($1, 'order-1', 'OrderPlaced', '{}', 'order-1')`;

type Row = { message_id: string; transaction_id: string; position: number };

it('hands out what is committed, in order, behind the cursor of transaction and position', async () => {
  const db = new PGlite();
  await db.exec(sql('outbox.sql'));
  await db.query("insert into relay (name) values ('orders')");
  const next = async () => (await db.query<Row>(sql('next.sql'), ['orders'])).rows;

  await db.transaction(async (tx) => {
    await tx.query(insert, ['a']);
    // A transaction that is still running holds back what it has written, and whatever came after it.
    expect((await tx.query(sql('next.sql'), ['orders'])).rows).toEqual([]);
  });
  for (const id of ['b', 'c']) await db.query(insert, [id]);
  const first = await next();
  expect(first.map((row) => row.message_id)).toEqual(['a', 'b', 'c']);

  const [, b] = first;
  await db.query('update relay set transaction_id = $1, position = $2', [b?.transaction_id, b?.position]);
  expect((await next()).map((row) => row.message_id)).toEqual(['c']);
  await expect(db.query(insert, ['a'])).rejects.toThrow(/unique/);
}, 120_000);
