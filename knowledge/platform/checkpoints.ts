import type { Database } from './database.ts';

/** Remembers how far a reader has come. Saved after the effect: a crash in between reads again, the other order skips. */
export type Checkpoints<P> = Readonly<{
  load(reader: string): Promise<P | null>;
  save(reader: string, place: P): Promise<void>;
}>;

/** Checkpoints kept in `database`. */
export function inMemoryCheckpoints<P>(database: Database): Checkpoints<P> {
  const places = database.table<P>();
  return {
    load: async (reader) => places.get(reader) ?? null,
    // A single statement commits by itself.
    save: async (reader, place) => places.put({ onRollback() {} }, reader, place),
  };
}
