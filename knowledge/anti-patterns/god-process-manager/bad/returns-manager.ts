import type { Sql } from '../../../platform/sql.ts';

export type ItemArrived = Readonly<{ returnId: string; orderId: string; sku: string; opened: boolean }>;

/** Runs the whole return: rules, refund, stock and mail. */
export class ReturnsManager {
  readonly #orders: Sql;
  readonly #payments: Sql;
  readonly #warehouse: Sql;
  readonly #crm: Sql;

  constructor(orders: Sql, payments: Sql, warehouse: Sql, crm: Sql) {
    this.#orders = orders;
    this.#payments = payments;
    this.#warehouse = warehouse;
    this.#crm = crm;
  }

  async onItemArrived({ returnId, orderId, sku, opened }: ItemArrived): Promise<void> {
    const { rows } = await this.#orders.query(`SELECT paid_cents, customer, tier FROM orders WHERE id = $1`, [orderId]);
    const [order] = rows;
    if (!order) throw new Error(`no order ${orderId}`);
    const paid = Number(order.paid_cents);
    const refund = opened && order.tier !== 'gold' ? paid * 0.8 : paid;
    const refunds = `INSERT INTO refunds (id, order_id, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
    await this.#payments.query(refunds, [returnId, orderId, refund]); // want god-process-manager
    const moves = `INSERT INTO stock_moves (id, sku, quality) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
    await this.#warehouse.query(moves, [returnId, sku, opened ? 'B' : 'A']);
    const mails = `INSERT INTO mails (id, customer, text) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
    const text = `We have refunded ${(refund / 100).toFixed(2)} EUR.`;
    await this.#crm.query(mails, [returnId, order.customer ?? null, text]);
    await this.#orders.query(`UPDATE orders SET state = 'returned' WHERE id = $1`, [orderId]);
  }
}
