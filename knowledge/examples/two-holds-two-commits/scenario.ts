import { strict as assert } from 'node:assert';
import { fold } from '../../platform/decider.ts';
import type { Scenario } from '../../platform/faults.ts';
import type { Cause } from '../../platform/message.ts';
import { handle } from '../../platform/module.ts';
import { inMemoryOutbox, within } from '../../platform/outbox.ts';
import { inMemoryStream } from '../../platform/stream.ts';
import type { World } from '../../platform/world.ts';
import { advance, type Booking, notStarted } from './booking.ts';
import type { Answer, BookingCommand, Message } from './messages.ts';
import { type PaymentEvent, payment } from './payments.ts';
import { type SeatEvent, seat } from './seats.ts';

const price = 4000;
const patience = 5 * 60_000;
const holdTime = 30 * 60_000;

/**
 * Lets people book the same seat. Promised: whoever has a completed booking has the seat and has paid for it once; whoever
 * has a cancelled one has neither, and nothing is held; and when nothing goes wrong, one of them gets the seat.
 */
export function booking(...people: readonly string[]): Scenario<Message> {
  return async (world) => {
    const bookings = createBookings(world);
    const payments = createPayments(world);
    const seats = createSeats(world);
    world.boot(() => {
      for (const { outbox } of [bookings, payments, seats]) world.relay(outbox);
      bookings.start();
      payments.start();
      seats.start();
    });
    for (const bookingId of people) await world.send({ type: 'BookSeat', data: { bookingId, seatId: '7A', price } });

    return async () => {
      const { holder, sold } = await seats.load('7A');
      const ends = await Promise.all(
        people.map(async (person) => {
          const { held, captured } = await payments.load(person);
          return { status: bookings.table.get(person)?.status, held, captured, has: holder === person && sold };
        }),
      );
      for (const end of ends) {
        const completed = end.status === 'completed';
        const expected = completed
          ? { status: 'completed', held: 0, captured: price, has: true }
          : { status: 'cancelled', held: 0, captured: 0, has: false };
        assert.deepEqual(end, expected);
      }
      if (world.harmless()) assert.equal(ends.filter(({ has }) => has).length, 1);
      assert.deepEqual(world.deadLetters, []);
    };
  };
}

/** The process manager: input and output only. */
function createBookings(world: World<Message>) {
  const database = world.database('booking');
  const table = database.table<Booking>();
  const outbox = inMemoryOutbox<Message>(database);
  const step = (input: BookingCommand | Answer, cause: Cause) =>
    database.transaction(async (tx) => {
      const { bookingId } = input.data;
      const { state, send, publish } = advance(table.get(bookingId) ?? notStarted, input);
      table.put(tx, bookingId, state);
      const out = within(tx, outbox);
      for (const command of send) await out.send(command, cause);
      for (const event of publish) await out.publish(event, cause);
      if (input.type !== 'BookSeat') return;
      await out.schedule(world.now() + patience, { type: 'ExpireBooking', data: { bookingId } }, cause);
    });
  const answers = [
    'PaymentAuthorised',
    'PaymentRefused',
    'PaymentCaptured',
    'AuthorisationExpired',
    'PaymentVoided',
    'SeatReserved',
    'SeatTaken',
    'SeatConfirmed',
    'ReservationExpired',
    'SeatReleased',
  ] as const satisfies readonly Answer['type'][];
  const start = () => {
    world.register(['BookSeat', 'ExpireBooking'], step);
    world.subscribe(answers, step);
  };
  return { table, outbox, start };
}

function createPayments(world: World<Message>) {
  const database = world.database('payments');
  const outbox = inMemoryOutbox<Message>(database);
  const stream = inMemoryStream<PaymentEvent>(database);
  const decider = payment((bookingId) => world.may(`card of ${bookingId} refused`));
  const external = (event: PaymentEvent): readonly Message[] => (event.type === 'AuthorisationLapsed' ? [] : [event]);
  const module = { name: 'payment', database, stream, outbox, decider, external };
  const start = () =>
    world.register(
      ['AuthorisePayment', 'CapturePayment', 'VoidPayment', 'ExpireAuthorisation'],
      async (command, cause) => {
        const { bookingId } = command.data;
        // The alarm is set before the hold: an alarm too many means nothing, a hold without one lasts for ever.
        if (command.type === 'AuthorisePayment') {
          const expire: Message = { type: 'ExpireAuthorisation', data: { bookingId } };
          await database.transaction((tx) => within(tx, outbox).schedule(world.now() + holdTime, expire, cause));
        }
        await handle(module, bookingId, command, cause);
      },
    );
  const load = async (id: string) =>
    fold(decider, (await database.transaction((tx) => stream.read(tx, `payment-${id}`))).events);
  return { outbox, start, load };
}

function createSeats(world: World<Message>) {
  const database = world.database('seats');
  const outbox = inMemoryOutbox<Message>(database);
  const stream = inMemoryStream<SeatEvent>(database);
  const external = (event: SeatEvent): readonly Message[] => (event.type === 'ReservationLapsed' ? [] : [event]);
  const module = { name: 'seat', database, stream, outbox, decider: seat, external };
  const start = () =>
    world.register(['ReserveSeat', 'ConfirmSeat', 'ReleaseSeat', 'ExpireReservation'], async (command, cause) => {
      if (command.type === 'ReserveSeat') {
        const expire: Message = { type: 'ExpireReservation', data: command.data };
        await database.transaction((tx) => within(tx, outbox).schedule(world.now() + holdTime, expire, cause));
      }
      await handle(module, command.data.seatId, command, cause);
    });
  const load = async (id: string) =>
    fold(seat, (await database.transaction((tx) => stream.read(tx, `seat-${id}`))).events);
  return { outbox, start, load };
}
