import { describe, expect, it } from 'vitest';
import { type Message, message } from '../../platform/message.ts';
import { type Story, tell } from './tree.ts';

const data = { orderId: 'o1' };
const place = message('command', { type: 'PlaceOrder', data });
const placed = message('event', { type: 'OrderPlaced', data }, place);
const pay = message('command', { type: 'RequestPayment', data }, placed);
const pack = message('command', { type: 'PackParcel', data }, placed);
const other = message('command', { type: 'PlaceOrder', data: { orderId: 'o2' } });

const lines = ({ message: { body }, led }: Story, depth = 0): string[] => [
  `${'  '.repeat(depth)}${body.type}`,
  ...led.flatMap((next) => lines(next, depth + 1)),
];

describe('tell', () => {
  it.each<[string, readonly Message[]]>([
    ['in order', [place, placed, pay, pack, other]],
    ['backwards', [other, pack, pay, placed, place]],
    ['with repeats', [place, place, placed, pay, placed, pay, pack]],
  ])('tells the same story %s', (_, messages) => {
    const { roots, orphans } = tell(place.correlationId, messages);
    expect(orphans).toEqual([]);
    expect(roots).toHaveLength(1);
    expect(roots.flatMap((root) => lines(root)).sort()).toEqual(
      ['PlaceOrder', '  OrderPlaced', '    RequestPayment', '    PackParcel'].sort(),
    );
  });

  it('points at the place where the context was lost', () => {
    const { orphans } = tell(place.correlationId, [place, pay]);
    expect(orphans.map(({ body }) => body.type)).toEqual(['RequestPayment']);
  });
});
