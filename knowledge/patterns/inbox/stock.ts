import type { Database, Table, Transaction } from '../../platform/database.ts';
import type { Cause } from '../../platform/message.ts';
import { type Outbox, within } from '../../platform/outbox.ts';

export type ReserveStock = Readonly<{
  type: 'ReserveStock';
  data: Readonly<{ orderId: string; quantity: number }>;
}>;
export type StockAnswered = Readonly<{
  type: 'StockAnswered';
  data: Readonly<{ orderId: string; reserved: boolean }>;
}>;

export type Stock = Readonly<{
  database: Database;
  /** The inbox: what was answered to which business fact. */
  answers: Table<StockAnswered>;
  left: Table<number>;
  outbox: Outbox<Transaction, ReserveStock | StockAnswered>;
}>;

/**
 * Decides once for each business fact, not for each delivery, and tells the same answer every time: whoever asks again
 * may not have heard it.
 */
export const reserve = (stock: Stock, { data: { orderId, quantity } }: ReserveStock, cause: Cause): Promise<void> =>
  stock.database.transaction(async (tx) => {
    const key = `stock/reserve/${orderId}`;
    const answer = stock.answers.get(key) ?? decide(stock, tx, orderId, quantity);
    stock.answers.put(tx, key, answer);
    await within(tx, stock.outbox).publish(answer, cause);
  });

const decide = ({ left }: Stock, tx: Transaction, orderId: string, quantity: number): StockAnswered => {
  const available = left.get('tea') ?? 0;
  const reserved = available >= quantity;
  if (reserved) left.put(tx, 'tea', available - quantity);
  return { type: 'StockAnswered', data: { orderId, reserved } };
};
