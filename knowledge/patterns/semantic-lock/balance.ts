/** A change that says by how much, so that its order does not matter. */
export type Change = Readonly<{ id: string; by: number }>;

/** A balance with the changes it knows: commutative, and repeated ones count once. */
export type Balance = Readonly<{ amount: number; known: readonly string[] }>;

export const empty: Balance = { amount: 0, known: [] };

/** The balance after a change. Undoing is another change, with the opposite sign and an id of its own. */
export const apply = (balance: Balance, { id, by }: Change): Balance =>
  balance.known.includes(id) ? balance : { amount: balance.amount + by, known: [...balance.known, id] };

/** The undo of a change; it may come before, after or twice. */
export const undo = ({ id, by }: Change): Change => ({ id: `undo/${id}`, by: -by });

/** The same as an update that says what the balance shall be: whoever writes last erases the others. */
export const set = (_balance: number, seen: number, { by }: Change): number => seen + by;
