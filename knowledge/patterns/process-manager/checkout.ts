type Guest = Readonly<{ groupId: string; guestId: string }>;

export type CheckoutEvent =
  | Readonly<{ type: 'GroupCheckoutStarted'; data: Readonly<{ groupId: string; guestIds: readonly string[] }> }>
  | Readonly<{ type: 'GuestCheckedOut' | 'GuestCheckoutRefused'; data: Guest }>
  | Readonly<{ type: 'CheckoutDeadlinePassed'; data: Readonly<{ groupId: string }> }>;

export type CheckoutCommand =
  | Readonly<{ type: 'CheckOutGuest'; data: Guest }>
  | Readonly<{ type: 'AskFrontDesk'; data: Readonly<{ groupId: string; missing: readonly string[] }> }>
  | Readonly<{ type: 'CloseGroup'; data: Readonly<{ groupId: string; refused: readonly string[] }> }>;

/** What one group checkout remembers. */
export type Checkout = Readonly<{
  status: 'new' | 'settling' | 'late' | 'closed';
  open: readonly string[];
  refused: readonly string[];
}>;

export const notStarted: Checkout = { status: 'new', open: [], refused: [] };

/** The commands that follow from an event in a state: none for whatever no longer matters. Pure. */
export const decide = (event: CheckoutEvent, state: Checkout): readonly CheckoutCommand[] => {
  const { groupId } = event.data;
  const next = evolve(state, event);
  if (next === state) return [];
  switch (next.status) {
    case 'new':
      return [];
    case 'settling':
      if (state.status !== 'new') return [];
      return next.open.map((guestId) => ({ type: 'CheckOutGuest', data: { groupId, guestId } }));
    case 'late':
      return state.status === 'late' ? [] : [{ type: 'AskFrontDesk', data: { groupId, missing: next.open } }];
    case 'closed':
      return [{ type: 'CloseGroup', data: { groupId, refused: next.refused } }];
    default:
      return next.status satisfies never;
  }
};

/** The state after an event; the same object when the event changes nothing. */
export const evolve = (state: Checkout, event: CheckoutEvent): Checkout => {
  switch (event.type) {
    case 'GroupCheckoutStarted':
      return state.status === 'new' ? { ...state, status: 'settling', open: event.data.guestIds } : state;
    case 'CheckoutDeadlinePassed':
      return state.status === 'settling' ? { ...state, status: 'late' } : state;
    case 'GuestCheckedOut':
    case 'GuestCheckoutRefused':
      return settle(state, event.data.guestId, event.type === 'GuestCheckoutRefused');
    default:
      return event satisfies never;
  }
};

const settle = (state: Checkout, guestId: string, isRefused: boolean): Checkout => {
  if (!state.open.includes(guestId)) return state;
  const open = state.open.filter((id) => id !== guestId);
  const refused = isRefused ? [...state.refused, guestId].sort() : state.refused;
  return { status: open.length === 0 ? 'closed' : state.status, open, refused };
};
