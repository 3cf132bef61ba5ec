import { expect, it } from 'vitest';
import { fakeBus, inMemoryEvents } from '../../platform/bus.ts';
import { type OrderCompleted, type Rule, react, rules, type Wish } from './rules.ts';

const completed: OrderCompleted = {
  type: 'OrderCompleted',
  data: { orderId: 'o1', email: 'ann@example.com', total: 750 },
};

it('wishes the same thing again when it is told again', async () => {
  const [events, bus] = [inMemoryEvents<OrderCompleted>(), fakeBus<Wish>()];
  react(events, bus);
  await events.publish(completed);
  await events.publish(completed);
  expect(bus.sent).toHaveLength(4);
  expect(new Set(bus.sent.map((wish) => JSON.stringify(wish)))).toHaveLength(2);
});

it('lets one rule fail without the others', async () => {
  const [events, bus] = [inMemoryEvents<OrderCompleted>(), fakeBus<Wish>()];
  const broken: Rule<OrderCompleted, Wish> = {
    name: 'broken',
    whenever: 'OrderCompleted',
    then: () => {
      throw new Error('no such template');
    },
  };
  react(events, bus, [broken, ...rules]);
  await expect(events.publish(completed)).rejects.toThrow();
  expect(bus.sent.map(({ type }) => type)).toEqual(['SendReceipt', 'AddPoints']);
});
