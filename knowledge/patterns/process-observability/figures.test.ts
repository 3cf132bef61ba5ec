import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figures, type Seen, type Watch } from './figures.ts';

const minute = 60_000;
const watch: Watch = {
  starts: 'OrderPlaced',
  completed: 'OrderCompleted',
  compensated: 'OrderCancelled',
  patience: { OrderPlaced: 15 * minute, PaymentCompleted: 60 * minute },
};
const seen = (process: string, type: string, at: number): Seen => ({ process, type, at: at * minute });
const day = [
  seen('o1', 'OrderPlaced', 0),
  seen('o1', 'PaymentCompleted', 1),
  seen('o1', 'OrderCompleted', 30),
  seen('o2', 'OrderPlaced', 2),
  seen('o2', 'PaymentCompleted', 3), // and then its event goes to a topic nobody reads
  seen('o3', 'OrderPlaced', 5),
  seen('o3', 'OrderCancelled', 6),
];

describe('figures', () => {
  it('shows what got lost although no service failed', () => {
    expect(figures(day, watch, 70 * minute)).toEqual({
      started: 3,
      completed: 1,
      compensated: 1,
      open: 1,
      stuck: ['o2'],
      oldest: 68 * minute,
      median: 30 * minute,
    });
    expect(figures(day, watch, 40 * minute).stuck).toEqual([]);
  });

  it('does not count repeats and stragglers of what has ended', () => {
    const again = [...day, seen('o1', 'OrderPlaced', 31), seen('o3', 'PaymentCompleted', 32)];
    expect(figures(again, watch, 70 * minute)).toEqual(figures(day, watch, 70 * minute));
  });

  it('is balanced after any history', () => {
    const events = fc.record({
      process: fc.constantFrom('o1', 'o2', 'o3'),
      type: fc.constantFrom('OrderPlaced', 'PaymentCompleted', 'OrderCompleted', 'OrderCancelled'),
      at: fc.nat(99),
    });
    fc.assert(
      fc.property(fc.array(events), (history) => {
        const { started, completed, compensated, open } = figures(history, watch, 100);
        expect(started).toBe(completed + compensated + open);
      }),
    );
  });
});
