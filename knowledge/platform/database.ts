/** A transaction: proof that what is done belongs to one commit. */
export type Transaction = Readonly<{ onRollback(undo: () => void): void }>;

/** A small transactional database for tests: transactions run one at a time, each wholly or not at all. */
export type Database = Readonly<{
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  table<V>(): Table<V>;
  /** Ends the transaction that is open, as a crash would: nothing of it stays. */
  crash(): void;
}>;

/** One value per key, in the order the keys first came. Reads need no transaction, writes do. */
export type Table<V> = Readonly<{
  get(key: string): V | undefined;
  put(tx: Transaction, key: string, value: V): void;
  delete(tx: Transaction, key: string): void;
  values(): V[];
}>;

type Hooks = Readonly<{ beforeCommit(): Promise<void>; afterCommit(): Promise<void> }>;

const nothing: Hooks = { beforeCommit: async () => {}, afterCommit: async () => {} };

/** An empty database. Hooks that never resolve stand for a crash at that moment. */
export function inMemoryDatabase(hooks: Hooks = nothing): Database {
  let open: (() => void)[] | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const rollback = () => {
    for (const undo of open?.toReversed() ?? []) undo();
    open = null;
  };
  async function run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const undos: (() => void)[] = [];
    open = undos;
    try {
      const result = await work({ onRollback: (undo) => undos.push(undo) });
      await hooks.beforeCommit();
      open = null;
      return result;
    } catch (error) {
      rollback();
      throw error;
    }
  }
  return {
    async transaction(work) {
      const turn = queue.then(() => run(work));
      queue = turn.catch(() => {});
      const result = await turn;
      await hooks.afterCommit();
      return result;
    },
    table,
    crash() {
      rollback();
      queue = Promise.resolve();
    },
  };
}

function table<V>(): Table<V> {
  let rows = new Map<string, V>();
  const change = (tx: Transaction, next: Map<string, V>) => {
    const before = rows;
    tx.onRollback(() => {
      rows = before;
    });
    rows = next;
  };
  return {
    get: (key) => rows.get(key),
    put: (tx, key, value) => change(tx, new Map(rows).set(key, value)),
    delete(tx, key) {
      const next = new Map(rows);
      next.delete(key);
      change(tx, next);
    },
    values: () => [...rows.values()],
  };
}
