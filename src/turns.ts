/** Work that may have to wait, and that may be ended and begun again: begun again it must come to the same end. */
export type Work<T> = Readonly<{
  /** How much it looks like: so many others that come later may overtake it, if they are small. */
  size: number;
  /** Does the work. When the signal aborts it stops at once; what it answers then is dropped. */
  run: (stop: AbortSignal) => Promise<T>;
  /** Aborts when nobody waits for the answer any more. */
  signal?: AbortSignal | undefined;
  /** Told when it comes to wait, and every two seconds while it does: how many others are at work or in line. */
  onWaiting?: ((others: number) => void) | undefined;
}>;

export type Turns = Readonly<{
  /** Does the work when it is its turn. Rejects with the signal's reason when that aborts, and leaves the line. */
  take: <T>(work: Work<T>) => Promise<T>;
}>;

/**
 * So many steady places, given in order of arrival and kept to the end, and one quick place, where everybody else gets
 * turns: what is smaller and came earlier goes first, also in place of what is at work, which begins again later; each
 * turn that was not enough makes it count as twice as large. So what is small soon has its answer however many long ones
 * are at work, what is neither small nor first does not wait for the end of much longer ones, and what is large is sure
 * of a steady place.
 *
 * @param steady how many steady places there are; one more than that is at work at once
 * @param firstTurn how long the first turn lasts, in milliseconds; each later one is twice as long as the one before
 */
export const turnsOf = (steady: number, firstTurn: number): Turns => {
  const line = lineOf(steady, firstTurn);
  let arrived = 0;
  const take = <T>({ size, run, signal, onWaiting }: Work<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      let current = new AbortController();
      const begin = (): void => {
        const begun = new AbortController();
        current = begun;
        const end = (settle: () => void): void => {
          if (!begun.signal.aborted) leave(settle);
        };
        run(begun.signal).then(
          (value) => end(() => resolve(value)),
          (error) => end(() => reject(error)),
        );
      };
      const abort = (): void => {
        current.abort();
        leave(() => reject(signal?.reason));
      };
      const leave = (settle: () => void): void => {
        signal?.removeEventListener('abort', abort);
        line.leave(member);
        settle();
      };
      arrived += 1;
      const stop = (): void => current.abort();
      const member = { arrived, size, turns: 0, begin, stop, tell: (others: number) => onWaiting?.(others) };
      signal?.addEventListener('abort', abort, { once: true });
      line.join(member);
    });
  return { take };
};

type Member = {
  readonly arrived: number;
  readonly size: number;
  /** Turns in the quick place that it had without coming to an end. */
  turns: number;
  readonly begin: () => void;
  readonly stop: () => void;
  readonly tell: (others: number) => void;
};

type Line = Readonly<{ join: (member: Member) => void; leave: (member: Member) => void }>;

const millisecondsBetweenReports = 2000;

const lineOf = (steady: number, firstTurn: number): Line => {
  /** All in order of arrival, each in one of three: in a steady place, in the quick one, or waiting. */
  const all = new Set<Member>();
  const settled = new Set<Member>();
  const waiting = () => [...all].filter((member) => member !== quick.holder() && !settled.has(member));
  const tell = (member: Member): void => member.tell(all.size - 1);
  const quick = quickPlaceOf(firstTurn, waiting, tell);
  let reports: NodeJS.Timeout | undefined;

  const giveSteadyPlaces = (): void => {
    for (const member of all) {
      if (settled.size === steady) return;
      if (settled.has(member)) continue;
      settled.add(member);
      if (member === quick.holder()) quick.vacate();
      else member.begin();
    }
  };
  const arrange = (): void => {
    giveSteadyPlaces();
    quick.give();
    if (waiting().length > 0) {
      reports ??= setInterval(() => waiting().forEach(tell), millisecondsBetweenReports).unref();
    } else {
      clearInterval(reports);
      reports = undefined;
    }
  };
  const join = (member: Member): void => {
    all.add(member);
    arrange();
    if (waiting().includes(member)) tell(member);
  };
  const leave = (member: Member): void => {
    all.delete(member);
    settled.delete(member);
    if (member === quick.holder()) quick.vacate();
    arrange();
  };
  return { join, leave };
};

type QuickPlace = Readonly<{ holder: () => Member | undefined; give: () => void; vacate: () => void }>;

const quickPlaceOf = (
  firstTurn: number,
  waiting: () => readonly Member[],
  tell: (member: Member) => void,
): QuickPlace => {
  let holder: Member | undefined;
  let turn: NodeJS.Timeout | undefined;
  const give = (): void => {
    const before = holder;
    const next = waiting().reduce(first, before);
    if (next === undefined || next === before) return;
    holder = next;
    startTurn(next);
    before?.stop();
    if (before) tell(before);
    next.begin();
  };
  const startTurn = (member: Member): void => {
    const end = (): void => {
      member.turns += 1;
      startTurn(member);
      give();
    };
    clearTimeout(turn);
    turn = setTimeout(end, firstTurn * 2 ** member.turns).unref();
  };
  const vacate = (): void => {
    holder = undefined;
    clearTimeout(turn);
  };
  return { holder: () => holder, give, vacate };
};

const first = (one: Member | undefined, other: Member): Member =>
  one === undefined || rank(other) < rank(one) ? other : one;

const rank = ({ arrived, size, turns }: Member): number => arrived + size * 2 ** turns;
