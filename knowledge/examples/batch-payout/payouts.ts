import type { CommandRouter } from '../../platform/bus.ts';
import { type Decider, fold } from '../../platform/decider.ts';
import { handle, type Module } from '../../platform/module.ts';
import type { RetryPolicy } from '../../platform/retry.ts';
import type { Message, PayoutEvent } from './messages.ts';

/** Pays once per key, and gives the same answer to the same key. A rejection leaves the outcome unknown. */
export type Bank = Readonly<{ pay(key: string, sellerId: string, amount: number): Promise<'paid' | 'refused'> }>;

export type Payment = Readonly<{ round: number; paid: boolean }>;
type Outcome = Readonly<{
  type: 'RecordOutcome';
  data: { batchId: string; sellerId: string; round: number; outcome: 'paid' | 'refused' };
}>;

/** The payment of one seller in one batch: an answer counts once per round. */
export const payment: Decider<Payment, Outcome, PayoutEvent> = {
  initial: { round: 0, paid: false },
  decide({ data: { batchId, sellerId, round, outcome } }, state) {
    if (answered(state, round)) return [];
    if (outcome === 'paid') return [{ type: 'PayoutMade', data: { batchId, sellerId } }];
    return [{ type: 'PayoutRefused', data: { batchId, sellerId, round, reason: 'bank refused' } }];
  },
  evolve: (state, event) =>
    event.type === 'PayoutMade' ? { ...state, paid: true } : { ...state, round: event.data.round },
};

const answered = (state: Payment, round: number) => state.paid || round <= state.round;

/**
 * Pays one seller at a time. Every outcome but an unknown one becomes an event: somebody counts the answers, so a refusal
 * that is only logged would leave the batch open for ever.
 */
export function startPayouts(
  commands: CommandRouter<Message>,
  payouts: Module<Payment, Outcome, PayoutEvent, Message>,
  bank: Bank,
  retry: RetryPolicy,
): void {
  commands.register(['PayOut'], async ({ data: { batchId, sellerId, round, amount } }, cause) => {
    const id = `${batchId}/${sellerId}`;
    const { events } = await payouts.database.transaction((tx) => payouts.stream.read(tx, `${payouts.name}-${id}`));
    if (answered(fold(payment, events), round)) return;
    // The key changes with the round, and a round begins only after a definite no: while the outcome is unknown, the
    // same key asks again.
    const outcome = await retry(() => bank.pay(`payout/${id}/${round}`, sellerId, amount));
    await handle(payouts, id, { type: 'RecordOutcome', data: { batchId, sellerId, round, outcome } }, cause);
  });
}
