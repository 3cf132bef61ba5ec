import type { Body } from './message.ts';
import type { Postgres } from './postgres.ts';
import type { World } from './world.ts';

class Died extends Error {}

/** A real database in a world that misbehaves: the process may end before a commit, which rolls it back, and after it. */
export function crashing<M extends Body>(world: World<M>, database: Postgres, name: string): Postgres {
  return {
    query: (text, values) => database.query(text, values),
    async transaction(work) {
      const result = await database
        .transaction(async (tx) => {
          const done = await work(tx);
          // Thrown, so that the database rolls back as it does when a connection is lost.
          if (world.dies(`before commit in ${name}`)) throw new Died();
          return done;
        })
        .catch((error) => (error instanceof Died ? world.die() : Promise.reject(error)));
      await world.crash(`after commit in ${name}`);
      return result;
    },
  };
}
