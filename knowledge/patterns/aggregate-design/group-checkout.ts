import type { Decider } from '../../platform/decider.ts';

type Guest = Readonly<{ groupId: string; guestId: string }>;
type Group = Readonly<{ groupId: string; guestIds: readonly string[] }>;

export type GroupCommand =
  | Readonly<{ type: 'StartGroupCheckout'; data: Group }>
  | Readonly<{ type: 'RecordGuestSettled'; data: Guest }>
  | Readonly<{ type: 'RecordGuestRefused'; data: Guest }>;

export type GroupEvent =
  | Readonly<{ type: 'GroupCheckoutStarted'; data: Group }>
  | Readonly<{ type: 'GuestSettled'; data: Guest }>
  | Readonly<{ type: 'GuestRefused'; data: Guest }>
  | Readonly<{ type: 'GroupCheckoutCompleted'; data: Readonly<{ groupId: string }> }>
  | Readonly<{ type: 'GroupCheckoutFailed'; data: Group }>;

export type GroupState = Readonly<{ started: boolean; open: readonly string[]; refused: readonly string[] }>;

/** Decides when a group has left. It knows no bus, no saga, no clock; a repeated or late message changes nothing. */
export const groupCheckout: Decider<GroupState, GroupCommand, GroupEvent> = {
  initial: { started: false, open: [], refused: [] },
  decide: ({ type, data }, state) => {
    switch (type) {
      case 'StartGroupCheckout':
        return state.started ? [] : [{ type: 'GroupCheckoutStarted', data }];
      case 'RecordGuestSettled':
        return record(state, { type: 'GuestSettled', data });
      case 'RecordGuestRefused':
        return record(state, { type: 'GuestRefused', data });
      default:
        return type satisfies never;
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'GroupCheckoutStarted':
        return { ...state, started: true, open: event.data.guestIds };
      case 'GuestSettled':
        return { ...state, open: without(state.open, event.data.guestId) };
      case 'GuestRefused': {
        const { guestId } = event.data;
        return { ...state, open: without(state.open, guestId), refused: [...state.refused, guestId].sort() };
      }
      case 'GroupCheckoutCompleted':
      case 'GroupCheckoutFailed':
        return state;
      default:
        return event satisfies never;
    }
  },
};

const record = (
  state: GroupState,
  fact: Extract<GroupEvent, { type: 'GuestSettled' | 'GuestRefused' }>,
): readonly GroupEvent[] => {
  const { groupId, guestId } = fact.data;
  if (!state.open.includes(guestId)) return [];
  const { open, refused } = groupCheckout.evolve(state, fact);
  if (open.length > 0) return [fact];
  if (refused.length === 0) return [fact, { type: 'GroupCheckoutCompleted', data: { groupId } }];
  return [fact, { type: 'GroupCheckoutFailed', data: { groupId, guestIds: refused } }];
};

const without = (guests: readonly string[], guest: string): readonly string[] =>
  guests.filter((other) => other !== guest);
