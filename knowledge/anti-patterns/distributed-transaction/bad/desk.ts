import type { Database } from '../../../platform/sql.ts';

export type Trip = Readonly<{ id: string; traveller: string; flight: string; cents: number }>;

type Http = Readonly<{ post(url: string, body: unknown): Promise<{ data: Readonly<Record<string, string>> }> }>;

/** Books everything or nothing: the transaction is rolled back when one of the calls fails. */
export const book = (db: Database, http: Http, trip: Trip): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.query(`INSERT INTO trips (id, state) VALUES ($1, 'booked')`, [trip.id]);
    const { data } = await http.post('https://airline.example/tickets', { flight: trip.flight, for: trip.traveller }); // want distributed-transaction
    const ticket = data.ticket ?? '';
    try {
      await http.post('http://payments/charges', { trip: trip.id, cents: trip.cents }); // want distributed-transaction
    } catch (error) {
      await http.post(`https://airline.example/tickets/${ticket}/void`, {}); // want distributed-transaction
      throw error;
    }
    await tx.query(`UPDATE trips SET ticket = $2 WHERE id = $1`, [trip.id, ticket]);
  });
