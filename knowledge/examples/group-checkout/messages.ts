type Is<T extends string, D> = Readonly<{ type: T; data: Readonly<D> }>;
type Group = { groupId: string };
type Guest = Group & { guestId: string };

/** The attempt is part of a request: asking twice for the first is one request, asking after a failed one another. */
export type Attempt = { attempt: number };

export type CheckOutGroup = Is<'CheckOutGroup', Group & Attempt & { guests: readonly string[] }>;
export type CheckOutGuest = Is<'CheckOutGuest', Guest & Attempt>;
/** What the process manager sends to itself when an attempt begins. */
export type ExpireGroupCheckout = Is<'ExpireGroupCheckout', Group & Attempt>;

export type GuestCheckedOut = Is<'GuestCheckedOut', Guest>;
export type GuestCheckoutRefused = Is<'GuestCheckoutRefused', Guest & Attempt & { reason: string }>;
export type GroupCheckoutCompleted = Is<'GroupCheckoutCompleted', Group & Attempt>;
/** An attempt is over; the guests are those who have not left, as far as is known. */
export type GroupCheckoutFailed = Is<'GroupCheckoutFailed', Group & Attempt & { guests: readonly string[] }>;

/** What moves the process on. */
export type Input = CheckOutGroup | ExpireGroupCheckout | GuestCheckedOut | GuestCheckoutRefused;
export type Verdict = GroupCheckoutCompleted | GroupCheckoutFailed;
export type Message = Input | CheckOutGuest | Verdict;
