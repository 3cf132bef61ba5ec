import type { Database, Value } from '../../../platform/sql.ts';
import { addToOutbox, type OutgoingEvent } from '../../../platform/sql-outbox.ts';

/** Carries what everybody downstream needs, as it was when the customer agreed to it. */
export type SimOrdered = Readonly<{ iccid: string; customerId: string; profile: string; centsMonthly: number }>;
export type SimProvisioned = Readonly<{ iccid: string; customerId: string; centsMonthly: number }>;

/** The network switches the card on, in its own database. */
export const onSimOrdered = (db: Database, { iccid, customerId, profile, centsMonthly }: SimOrdered): Promise<void> =>
  local(
    db,
    { id: `sim-provisioned/${iccid}`, type: 'SimProvisioned', data: { iccid, customerId, centsMonthly } },
    `INSERT INTO cards (iccid, profile) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
    [iccid, profile],
  );

/** Billing opens the account, in its own database. */
export const onSimProvisioned = (db: Database, { iccid, customerId, centsMonthly }: SimProvisioned): Promise<void> =>
  local(
    db,
    { id: `account-opened/${iccid}`, type: 'AccountOpened', data: { iccid } },
    `INSERT INTO accounts (iccid, customer, cents_monthly) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [iccid, customerId, centsMonthly],
  );

const local = (db: Database, event: OutgoingEvent, change: string, values: readonly Value[]): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(change, values);
    await addToOutbox(tx, event);
  });
