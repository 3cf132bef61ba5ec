export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

/** The part of a PostgreSQL client that the code uses (PGlite has it as it stands, `pg` with two lines). */
export type Sql = Readonly<{
  query(text: string, values?: readonly Value[]): Promise<Readonly<{ rows: readonly Row[]; affectedRows: number }>>;
}>;

/** A connection pool: commits when `work` resolves, rolls back when it rejects. */
export type Database = Sql & Readonly<{ transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T> }>;
