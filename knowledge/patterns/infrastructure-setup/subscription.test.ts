import { expect, it } from 'vitest';
import { search } from '../../platform/faults.ts';
import { catchUp } from './subscription.ts';

type Wake = Readonly<{ type: 'Wake'; data: null }>;

const store = ['a', 'b', 'c'].map((event, index) => ({ position: index + 1, event }));
const readAfter = async (position: number) => store.filter((recorded) => recorded.position > position);

it('lets each event take effect once for each subscriber, wherever the process dies', async () => {
  const only = (fault: string) => fault.startsWith('crash');
  const { failure, runs } = await search<Wake>({ faults: 3, only }, async (world) => {
    const database = world.database('reports');
    const [checkpoints, totals] = [database.table<number>(), database.table<string>()];
    world.boot(() =>
      world.register(['Wake'], async () => {
        for (const name of ['revenue', 'stock']) {
          await catchUp({
            name,
            database,
            checkpoints,
            readAfter,
            handle: async (tx, event) => totals.put(tx, name, `${totals.get(name) ?? ''}${event}`),
          });
        }
      }),
    );
    await world.send({ type: 'Wake', data: null });
    return async () => expect(totals.values()).toEqual(['abc', 'abc']);
  });
  expect(failure).toBeNull();
  expect(runs).toBeGreaterThan(20);
});
