import type { CheckOutGuest, ExpireGroupCheckout, Input, Verdict } from './messages.ts';

/** How long an attempt waits for its answers, in milliseconds. */
export const patience = 30 * 60_000;

export type Checkout = Readonly<{
  status: 'not started' | 'waiting' | 'failed' | 'completed';
  attempt: number;
  guests: readonly string[];
  /** Have left. */
  out: readonly string[];
  /** Could not leave, in this attempt. */
  refused: readonly string[];
}>;

export const notStarted: Checkout = { status: 'not started', attempt: 0, guests: [], out: [], refused: [] };

/** What the process remembers, and what it wants done in the same transaction. */
export type Step = Readonly<{
  state: Checkout;
  send: readonly CheckOutGuest[];
  publish: readonly Verdict[];
  schedule: ExpireGroupCheckout | null;
}>;

/** The state machine, all of it, and nothing but a function: no database, no bus, no clock. */
export function advance(state: Checkout, { type, data }: Input): Step {
  const { groupId } = data;
  switch (type) {
    case 'CheckOutGroup': {
      const mayStart = state.status === 'not started' || state.status === 'failed';
      if (!mayStart || data.attempt !== state.attempt + 1) return stay(state);
      const guests = state.status === 'not started' ? data.guests : state.guests;
      const waiting: Checkout = { ...state, status: 'waiting', attempt: data.attempt, guests, refused: [] };
      return conclude(groupId, {
        state: waiting,
        send: missing(waiting).map((guestId) => ask(groupId, guestId, data.attempt)),
        publish: [],
        schedule: { type: 'ExpireGroupCheckout', data: { groupId, attempt: data.attempt } },
      });
    }
    case 'GuestCheckedOut':
      // That stays true whatever attempt asked for it, and after the attempt too.
      if (!missing(state).includes(data.guestId)) return stay(state);
      return conclude(groupId, stay({ ...state, out: [...state.out, data.guestId] }));
    case 'GuestCheckoutRefused':
      if (state.status !== 'waiting' || data.attempt !== state.attempt) return stay(state);
      if (!open(state).includes(data.guestId)) return stay(state);
      return conclude(groupId, stay({ ...state, refused: [...state.refused, data.guestId] }));
    case 'ExpireGroupCheckout':
      // A deadline that comes late means nothing.
      if (state.status !== 'waiting' || data.attempt !== state.attempt) return stay(state);
      return fail(groupId, stay(state));
  }
}

const stay = (state: Checkout): Step => ({ state, send: [], publish: [], schedule: null });

const ask = (groupId: string, guestId: string, attempt: number): CheckOutGuest => ({
  type: 'CheckOutGuest',
  data: { groupId, guestId, attempt },
});

/** Who has not left; `open` are those of them who have not answered either. */
const missing = ({ guests, out }: Checkout) => guests.filter((guest) => !out.includes(guest));
const open = (state: Checkout) => missing(state).filter((guest) => !state.refused.includes(guest));

/** The verdict, once every guest of a waiting attempt has answered. */
function conclude(groupId: string, step: Step): Step {
  const { state } = step;
  if (state.status !== 'waiting' || open(state).length > 0) return step;
  if (state.refused.length > 0) return fail(groupId, step);
  const completed: Verdict = { type: 'GroupCheckoutCompleted', data: { groupId, attempt: state.attempt } };
  return { ...step, state: { ...state, status: 'completed' }, publish: [completed] };
}

function fail(groupId: string, step: Step): Step {
  const { state } = step;
  const data = { groupId, attempt: state.attempt, guests: missing(state) };
  return { ...step, state: { ...state, status: 'failed' }, publish: [{ type: 'GroupCheckoutFailed', data }] };
}
