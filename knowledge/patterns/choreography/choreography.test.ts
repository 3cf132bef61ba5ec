import { describe, expect, it } from 'vitest';
import { brokenBus, fakeBus, inMemoryEvents } from '../../platform/bus.ts';
import { type PaymentCompleted, type Reaction, reactions, wire } from './choreography.ts';

const paid: PaymentCompleted = {
  type: 'PaymentCompleted',
  data: { orderId: 'o1', customerId: 'c1', skus: ['tea'], amount: 1250 },
};

describe('a choreography', () => {
  it('lets every service react for itself', async () => {
    const [events, bus] = [inMemoryEvents<PaymentCompleted>(), fakeBus<Reaction>()];
    wire(events, () => bus);
    await events.publish(paid);
    expect(bus.sent.map(({ type }) => type)).toEqual(['PackParcel', 'WriteInvoice', 'GivePoints']);
  });

  it('does not let one broken service stop the others', async () => {
    const [events, bus] = [inMemoryEvents<PaymentCompleted>(), fakeBus<Reaction>()];
    wire(events, (service) => (service === 'invoicing' ? brokenBus(new Error('down')) : bus));
    await expect(events.publish(paid)).rejects.toThrow('not handled everywhere');
    expect(bus.sent.map(({ type }) => type)).toEqual(['PackParcel', 'GivePoints']);
  });

  it('does not let a reaction that throws stop the others', async () => {
    const [events, bus] = [inMemoryEvents<PaymentCompleted>(), fakeBus<Reaction>()];
    const broken = () => {
      throw new Error('no such template');
    };
    wire(events, () => bus, { broken, ...reactions });
    await expect(events.publish(paid)).rejects.toThrow('not handled everywhere');
    expect(bus.sent).toHaveLength(3);
  });

  it('takes a new receiver without a change to the publisher', async () => {
    const [events, bus] = [inMemoryEvents<PaymentCompleted>(), fakeBus<Reaction>()];
    const audit = ({ data }: PaymentCompleted): Reaction => ({
      type: 'WriteInvoice',
      data: { orderId: `copy of ${data.orderId}`, amount: data.amount },
    });
    wire(events, () => bus, { ...reactions, audit });
    await events.publish(paid);
    expect(bus.sent).toHaveLength(4);
  });
});
