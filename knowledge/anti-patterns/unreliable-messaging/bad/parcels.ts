import type { Sql } from '../../../platform/sql.ts';

/** The broker client. */
type Producer = Readonly<{
  send(record: { topic: string; messages: { key: string; value: string }[] }): Promise<unknown>;
}>;

/** Gives the parcel to a courier. Billing charges the sender on ParcelHandedOver. */
export const handOver = async (db: Sql, producer: Producer, parcelId: string, courier: string): Promise<void> => {
  await db.query(`UPDATE parcels SET state = 'in-transit', courier = $2 WHERE id = $1`, [parcelId, courier]);
  const value = JSON.stringify({ type: 'ParcelHandedOver', parcelId, courier });
  await producer.send({ topic: 'parcels', messages: [{ key: parcelId, value }] }); // want unreliable-messaging
};

/** Closes the parcel. The shop releases the seller's money on ParcelDelivered. */
export const deliver = async (db: Sql, producer: Producer, parcelId: string): Promise<void> => {
  await db.query(`UPDATE parcels SET state = 'delivered' WHERE id = $1`, [parcelId]);
  const value = JSON.stringify({ type: 'ParcelDelivered', parcelId });
  void producer.send({ topic: 'parcels', messages: [{ key: parcelId, value }] }).catch(() => undefined); // want unreliable-messaging
};
