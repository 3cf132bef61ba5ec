export type AccountEvent = Readonly<{ type: 'Deposited' | 'Withdrawn'; data: Readonly<{ amount: number }> }>;

/** The state a history leads to. It believes everything: what is recorded has happened. */
export const balance = (history: readonly AccountEvent[]): number =>
  history.reduce((sum, { type, data }) => (type === 'Deposited' ? sum + data.amount : sum - data.amount), 0);

/** An append is answered, not thrown: to have been overtaken is a normal thing to hear. */
export type Appended = Readonly<{ ok: true }> | Readonly<{ ok: false; actual: number }>;

export type Account = Readonly<{
  read(): Promise<readonly AccountEvent[]>;
  append(expected: number, event: AccountEvent): Promise<Appended>;
}>;

/** Withdraws if it is covered. Who was overtaken decides again, on what has happened since. */
export const withdraw = async (account: Account, amount: number): Promise<'withdrawn' | 'not covered'> => {
  for (;;) {
    const history = await account.read();
    if (balance(history) < amount) return 'not covered';
    const appended = await account.append(history.length, { type: 'Withdrawn', data: { amount } });
    if (appended.ok) return 'withdrawn';
  }
};

/** An account in memory that holds every append against the version the writer has read. */
export const inMemoryAccount = (): Account => {
  let events: readonly AccountEvent[] = [];
  return {
    read: async () => events,
    append: async (expected, event) => {
      if (expected !== events.length) return { ok: false, actual: events.length };
      events = [...events, event];
      return { ok: true };
    },
  };
};
