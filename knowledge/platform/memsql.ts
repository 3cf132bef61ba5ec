import type { Database, Row, Sql, Value } from './sql.ts';

type Table = {
  columns: Record<string, Value>;
  keys: string[][];
  serial: string | undefined;
  last: number;
  rows: Row[];
};
type Tables = Map<string, Table>;
type Result = { rows: Row[]; affectedRows: number };
type Statement = Readonly<{ text: string; values: readonly Value[] }>;

/** A database whose next statement beginning with `prefix` ("COMMIT", "UPDATE orders", …) can be made to fail. */
export type MemoryDatabase = Database & Readonly<{ fail(prefix: string, error: Error): void }>;

/**
 * A transactional in-memory database for tests that must kill a process between two statements and look at what is left.
 * It understands CREATE TABLE, INSERT … ON CONFLICT DO NOTHING, UPDATE, DELETE and SELECT with AND-ed conditions, ORDER BY
 * and LIMIT. A transaction works on a snapshot and is replayed on commit. Throws on what it does not understand.
 */
export const memsql = (schema: string): MemoryDatabase => {
  let tables: Tables = new Map();
  let faults: { prefix: string; error: Error }[] = [];
  const check = (text: string): void => {
    const plain = text.trim().split(/\s+/).join(' ');
    const fault = faults.find(({ prefix }) => plain.startsWith(prefix));
    faults = faults.filter((each) => each !== fault);
    if (fault) throw fault.error;
  };
  for (const text of schema.split(';')) if (text.trim()) run(tables, { text, values: [] });
  return {
    fail: (prefix, error) => {
      faults.push({ prefix, error });
    },
    query: async (text, values = []) => {
      check(text);
      return run(tables, { text, values });
    },
    transaction: async (work) => {
      const snapshot = clone(tables);
      const log: Statement[] = [];
      const tx: Sql = {
        query: async (text, values = []) => {
          check(text);
          const result = run(snapshot, { text, values });
          log.push({ text, values });
          return result;
        },
      };
      const done = await work(tx);
      check('COMMIT');
      const next = clone(tables);
      for (const statement of log) run(next, statement);
      tables = next;
      return done;
    },
  };
};

const clone = (tables: Tables): Tables =>
  new Map([...tables].map(([name, table]) => [name, { ...table, rows: table.rows.map((row) => ({ ...row })) }]));

const run = (tables: Tables, { text, values }: Statement): Result => {
  const reader = new Reader(text, values);
  if (reader.accept('CREATE TABLE')) return create(tables, reader);
  if (reader.accept('SELECT')) return select(tables, reader);
  if (reader.accept('INSERT INTO')) return insert(tableOf(tables, reader), reader);
  if (reader.accept('UPDATE')) return update(tableOf(tables, reader), reader);
  if (reader.accept('DELETE FROM')) return remove(tableOf(tables, reader), reader);
  throw new Error(`memsql: not understood: ${text}`);
};

const tableOf = (tables: Tables, reader: Reader): Table => {
  const name = reader.next();
  const table = tables.get(name);
  if (!table) throw new Error(`memsql: no table ${name}`);
  return table;
};

const create = (tables: Tables, reader: Reader): Result => {
  const table: Table = { columns: {}, keys: [], serial: undefined, last: 0, rows: [] };
  tables.set(reader.next(), table);
  reader.expect('(');
  do {
    if (reader.accept('PRIMARY KEY') || reader.accept('UNIQUE')) table.keys.push(reader.list());
    else column(table, reader);
  } while (reader.accept(','));
  reader.expect(')');
  return { rows: [], affectedRows: 0 };
};

const column = (table: Table, reader: Reader): void => {
  const name = reader.next();
  table.columns[name] = null;
  if (reader.next().toUpperCase() === 'BIGSERIAL') table.serial = name;
  while (!reader.at(',') && !reader.at(')')) {
    if (reader.accept('PRIMARY KEY') || reader.accept('UNIQUE')) table.keys.push([name]);
    else if (reader.accept('DEFAULT')) table.columns[name] = reader.value({});
    else reader.expect('NOT NULL');
  }
};

const insert = (table: Table, reader: Reader): Result => {
  const columns = reader.list();
  const row: Record<string, Value> = { ...table.columns };
  reader.expect('VALUES');
  reader.expect('(');
  for (const [index, name] of columns.entries()) {
    if (index > 0) reader.expect(',');
    row[name] = reader.value({});
  }
  reader.expect(')');
  const ignore = reader.accept('ON CONFLICT');
  if (ignore && reader.at('(')) reader.list();
  if (ignore) reader.expect('DO NOTHING');
  if (table.serial) row[table.serial] = ++table.last;
  if (taken(table, row, undefined)) return refuseOr(ignore);
  table.rows.push(row);
  return { rows: [], affectedRows: 1 };
};

const refuseOr = (ignore: boolean): Result => {
  if (ignore) return { rows: [], affectedRows: 0 };
  throw new Error('memsql: duplicate key violates unique constraint');
};

const taken = (table: Table, candidate: Row, self: Row | undefined): boolean =>
  table.rows.some(
    (row) => row !== self && table.keys.some((key) => key.every((name) => row[name] === candidate[name])),
  );

const update = (table: Table, reader: Reader): Result => {
  reader.expect('SET');
  const start = reader.position;
  assign(table.columns, reader);
  let affectedRows = 0;
  for (const [index, row] of table.rows.entries()) {
    reader.position = start;
    const { changed, matches } = assign(row, reader);
    if (!matches) continue;
    if (taken(table, { ...row, ...changed }, row)) refuseOr(false);
    table.rows[index] = { ...row, ...changed };
    affectedRows++;
  }
  return { rows: [], affectedRows };
};

const assign = (row: Row, reader: Reader): { changed: Record<string, Value>; matches: boolean } => {
  const changed: Record<string, Value> = {};
  do {
    const name = reader.next();
    reader.expect('=');
    changed[name] = reader.value(row);
  } while (reader.accept(','));
  return { changed, matches: reader.where(row) };
};

const remove = (table: Table, reader: Reader): Result => {
  const before = table.rows.length;
  table.rows = table.rows.filter(not(matching(table, reader)));
  return { rows: [], affectedRows: before - table.rows.length };
};

const not =
  (test: (row: Row) => boolean) =>
  (row: Row): boolean =>
    !test(row);

/** Reads the condition once, so that mistakes show on an empty table too, and returns it as a test of a row. */
const matching = (table: Table, reader: Reader): ((row: Row) => boolean) => {
  const start = reader.position;
  reader.where(table.columns);
  const end = reader.position;
  return (row) => {
    reader.position = start;
    const matches = reader.where(row);
    reader.position = end;
    return matches;
  };
};

const select = (tables: Tables, reader: Reader): Result => {
  const columns = [reader.next()];
  const counting = columns[0] === 'count';
  if (counting) reader.list();
  while (reader.accept(',')) columns.push(reader.next());
  reader.expect('FROM');
  const table = tableOf(tables, reader);
  const rows = arrange(table.rows.filter(matching(table, reader)), reader);
  if (counting) return { rows: [{ count: rows.length }], affectedRows: 0 };
  const picked = rows.map((row) => Object.fromEntries(columns.map((name) => [name, reader.operand(name, row)])));
  return { rows: picked, affectedRows: 0 };
};

const arrange = (rows: readonly Row[], reader: Reader): Row[] => {
  let arranged = [...rows];
  if (reader.accept('ORDER BY')) {
    const by = reader.next();
    arranged.sort((a, b) => compare(a[by] ?? null, b[by] ?? null));
  }
  if (reader.accept('LIMIT')) arranged = arranged.slice(0, Number(reader.next()));
  if (reader.accept('FOR UPDATE')) reader.accept('SKIP LOCKED');
  reader.end();
  return arranged;
};

const compare = (a: Value, b: Value): number => {
  if (a === b) return 0;
  return (typeof a === 'number' && typeof b === 'number' ? a < b : String(a) < String(b)) ? -1 : 1;
};

/** Walks the tokens of one statement. */
class Reader {
  position = 0;
  readonly #tokens: readonly string[];
  readonly #values: readonly Value[];

  constructor(text: string, values: readonly Value[]) {
    this.#tokens = text.match(/'[^']*'|[\w$]+|<>|<=|>=|[^\s\w$]/g) ?? [];
    this.#values = values;
  }

  at(token: string): boolean {
    return this.#tokens[this.position]?.toUpperCase() === token;
  }

  /** Consumes the words of a phrase when they come next. */
  accept(phrase: string): boolean {
    const words = phrase.split(' ');
    const found = words.every((word, offset) => this.#tokens[this.position + offset]?.toUpperCase() === word);
    if (found) this.position += words.length;
    return found;
  }

  expect(phrase: string): void {
    if (!this.accept(phrase)) throw new Error(`memsql: wanted ${phrase} in: ${this.#tokens.join(' ')}`);
  }

  next(): string {
    const token = this.#tokens[this.position++];
    if (token === undefined) throw new Error(`memsql: the statement ends too early: ${this.#tokens.join(' ')}`);
    return token;
  }

  end(): void {
    if (this.position < this.#tokens.length) throw new Error(`memsql: not understood: ${this.#tokens.join(' ')}`);
  }

  list(): string[] {
    const found: string[] = [];
    this.expect('(');
    do found.push(this.next());
    while (this.accept(','));
    this.expect(')');
    return found;
  }

  value(row: Row): Value {
    let left = this.operand(this.next(), row);
    while (this.at('+') || this.at('-')) {
      const sign = this.next() === '-' ? -1 : 1;
      const right = this.operand(this.next(), row);
      left = left === null || right === null ? null : Number(left) + sign * Number(right);
    }
    return left;
  }

  operand(token: string, row: Row): Value {
    if (token.startsWith("'")) return token.slice(1, -1);
    if (token.startsWith('$')) return this.#parameter(Number(token.slice(1)));
    if (/^\d+$/.test(token)) return Number(token);
    if (/^(true|false)$/i.test(token)) return token.toUpperCase() === 'TRUE';
    if (/^null$/i.test(token)) return null;
    const held = row[token];
    if (held === undefined) throw new Error(`memsql: no column ${token}`);
    return held;
  }

  #parameter(number: number): Value {
    const value = this.#values[number - 1];
    if (value === undefined) throw new Error(`memsql: no value for $${number}`);
    return value;
  }

  where(row: Row): boolean {
    if (!this.accept('WHERE')) return true;
    let met = this.#condition(row);
    while (this.accept('AND')) met = this.#condition(row) && met;
    return met;
  }

  #condition(row: Row): boolean {
    const left = this.operand(this.next(), row);
    if (this.accept('IS NULL')) return left === null;
    if (this.accept('IS NOT NULL')) return left !== null;
    if (this.accept('IN'))
      return this.list()
        .map((token) => this.operand(token, row))
        .includes(left);
    const operator = this.next();
    const right = this.value(row);
    const test = operators[operator];
    if (!test) throw new Error(`memsql: no operator ${operator}`);
    return left !== null && right !== null && test(compare(left, right));
  }
}

const operators: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};
