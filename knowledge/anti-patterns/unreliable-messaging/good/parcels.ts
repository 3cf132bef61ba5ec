import type { Database } from '../../../platform/sql.ts';
import { addToOutbox } from '../../../platform/sql-outbox.ts';

/** Gives the parcel to a courier. Billing charges the sender on ParcelHandedOver. */
export const handOver = (db: Database, parcelId: string, courier: string): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(`UPDATE parcels SET state = 'in-transit', courier = $2 WHERE id = $1`, [parcelId, courier]);
    await addToOutbox(tx, { id: `handed-over/${parcelId}`, type: 'ParcelHandedOver', data: { parcelId, courier } });
  });

/** Closes the parcel. The shop releases the seller's money on ParcelDelivered. */
export const deliver = (db: Database, parcelId: string): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(`UPDATE parcels SET state = 'delivered' WHERE id = $1`, [parcelId]);
    await addToOutbox(tx, { id: `delivered/${parcelId}`, type: 'ParcelDelivered', data: { parcelId } });
  });
