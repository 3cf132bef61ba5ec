import { randomUUID } from 'node:crypto';
import type { Database } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

export type InvoiceApproved = Readonly<{ invoiceNumber: string; iban: string; cents: number }>;

/** Orders the transfer. The bank executes each transfer id once. */
export const onInvoiceApproved = (db: Database, { invoiceNumber, iban, cents }: InvoiceApproved): Promise<void> =>
  db.transaction(async (tx) => {
    const transferId = randomUUID(); // want minted-id-in-handler
    const insert = `INSERT INTO transfers (id, invoice, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;
    await tx.query(insert, [transferId, invoiceNumber, cents]);
    await addToOutbox(tx, { id: transferId, type: 'SendMoney', data: { transferId, iban, cents } });
  });
