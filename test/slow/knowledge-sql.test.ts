import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memsql } from '../../knowledge/platform/memsql.ts';
import type { Row } from '../../knowledge/platform/sql.ts';

let postgres: PGlite;
beforeAll(async () => {
  postgres = await PGlite.create();
}, 60_000);
afterAll(() => postgres.close());

const empty = 'DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;';
const read = (path: string): string => readFileSync(path, 'utf8');
const literals = (text: string): string[] => [...text.matchAll(/`([^`]*)`/g)].map(([, literal = '']) => literal.trim());
const statements = (text: string): string[] =>
  literals(text).filter((literal) => /^(SELECT|INSERT|UPDATE|DELETE) /.test(literal) && !literal.includes('${'));

/** Every table of the texts; where two of them give a table different columns, one that has them all. */
const tables = (texts: readonly string[]): string => {
  const found = texts.flatMap((text) => [...text.matchAll(/CREATE TABLE (\w+) \(([\s\S]*?)\)(?=\s*[;`])/g)]);
  return found
    .map(([, name = '', body = '']) => {
      const columns = body.split(/,(?![^(]*\))/).map((column) => column.trim());
      const added = columns.filter((column) => !/^(PRIMARY|UNIQUE)/.test(column)).map((column) => column.split(/\s+/));
      const alter = added.map(([column, type]) => `ALTER TABLE ${name} ADD COLUMN IF NOT EXISTS ${column} ${type};`);
      return `CREATE TABLE IF NOT EXISTS ${name} (${body});${alter.join('')}`;
    })
    .join('\n');
};

describe.each(['ts', 'go'])('the SQL of the anti-patterns in .%s files', (language) => {
  const files = readdirSync('knowledge/anti-patterns', { recursive: true, encoding: 'utf8' })
    .filter((file) => new RegExp(`/(bad|good)/.*\\.${language}$`).test(file))
    .map((file) => `knowledge/anti-patterns/${file}`)
    .sort();
  const withSql = files.filter((file) => statements(read(file)).length > 0);
  const outbox = language === 'ts' ? 'knowledge/platform/sql-outbox.ts' : 'knowledge/platform/sqloutbox/sqloutbox.go';

  it('is there', () => expect(withSql.length).toBeGreaterThan(20));

  it.each(withSql)('is understood by PostgreSQL: %s', async (file) => {
    const folder = dirname(dirname(file));
    const harm = `${folder}/${language === 'ts' ? 'harm.test.ts' : 'harm_test.go'}`;
    const schema = [harm, outbox].map(read);
    await postgres.exec(empty + tables(schema));
    for (const [index, statement] of statements(read(file)).entries())
      await expect(postgres.exec(`PREPARE s${index} AS ${statement}`), statement).resolves.toBeDefined();
    await postgres.exec('DEALLOCATE ALL');
  });
});

describe('the database of the tests', () => {
  const schema = `
    CREATE TABLE orders (id TEXT PRIMARY KEY, state TEXT NOT NULL DEFAULT 'open', total BIGINT NOT NULL DEFAULT 0);
    CREATE TABLE lines (position BIGSERIAL PRIMARY KEY, order_id TEXT, sku TEXT, sent BOOLEAN NOT NULL DEFAULT FALSE,
      UNIQUE (order_id, sku));`;
  const script = [
    `INSERT INTO orders (id, total) VALUES ('a', 5)`,
    `INSERT INTO orders (id) VALUES ('a') ON CONFLICT DO NOTHING`,
    `INSERT INTO orders (id, state) VALUES ('b', 'paid')`,
    `INSERT INTO lines (order_id, sku) VALUES ('a', 'x')`,
    `INSERT INTO lines (order_id, sku) VALUES ('a', 'y')`,
    `INSERT INTO lines (order_id, sku) VALUES ('a', 'x') ON CONFLICT (order_id, sku) DO NOTHING`,
    `INSERT INTO lines (order_id, sku) VALUES ('a', 'y')`,
    `UPDATE orders SET total = total - 2, state = 'paid' WHERE id = 'a' AND total >= 2`,
    `UPDATE orders SET total = total - 9 WHERE id = 'a' AND total >= 9`,
    `UPDATE orders SET id = 'a' WHERE id = 'b'`,
    `UPDATE lines SET sent = TRUE WHERE sku = 'x'`,
    `UPDATE lines SET order_id = NULL WHERE sku = 'y'`,
    `SELECT id, state, total FROM orders ORDER BY id`,
    `SELECT count(*) FROM lines WHERE order_id IS NULL AND sent = FALSE`,
    `SELECT count(*) FROM lines WHERE order_id <> 'a'`,
    `SELECT sku FROM lines WHERE sku IN ('x', 'y', 'z') ORDER BY sku LIMIT 1 FOR UPDATE SKIP LOCKED`,
    `DELETE FROM lines WHERE sent = TRUE`,
    `SELECT order_id, sku FROM lines`,
  ];

  it('answers like PostgreSQL, statement by statement', async () => {
    const memory = memsql(schema);
    await postgres.exec(empty + schema);
    const told = async (query: () => Promise<Readonly<{ rows: readonly Row[]; affectedRows?: number | undefined }>>) =>
      query().then(
        ({ rows, affectedRows }) => ({ rows, affectedRows: rows.length > 0 ? 0 : affectedRows }),
        () => 'refused',
      );
    for (const statement of script) {
      const expected = await told(() => postgres.query<Row>(statement));
      expect(await told(() => memory.query(statement)), statement).toEqual(expected);
    }
  });
});
