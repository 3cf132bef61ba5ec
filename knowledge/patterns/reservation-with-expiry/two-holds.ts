export type Message =
  | 'PaymentAuthorised'
  | 'PaymentRefused'
  | 'StockReserved'
  | 'StockRefused'
  | 'DeadlinePassed'
  | 'PaymentCaptured';

export type Wish = 'CapturePayment' | 'CommitStock' | 'VoidAuthorisation' | 'ReleaseStock';

/** Two holds, then two commits. `committing` is past the first commit and can only go forward. */
export type State = Readonly<{
  status: 'holding' | 'committing' | 'completed' | 'given up';
  payment: boolean;
  stock: boolean;
}>;

export const initial: State = { status: 'holding', payment: false, stock: false };

type Step = Readonly<{ next: State; wishes: readonly Wish[] }>;

/** Holds first, both; then the pivot; then what cannot be refused. Whatever comes later than that changes nothing. */
export const decide = (state: State, message: Message): Step => {
  switch (state.status) {
    case 'holding':
      return hold(state, message);
    case 'given up':
      return late(state, message);
    case 'committing':
      return message === 'PaymentCaptured'
        ? { next: { ...state, status: 'completed' }, wishes: ['CommitStock'] }
        : { next: state, wishes: [] };
    case 'completed':
      return { next: state, wishes: [] };
    default:
      return state.status satisfies never;
  }
};

const hold = (state: State, message: Message): Step => {
  const payment = state.payment || message === 'PaymentAuthorised';
  const stock = state.stock || message === 'StockReserved';
  if (message === 'PaymentRefused' || message === 'StockRefused' || message === 'DeadlinePassed') {
    // Both are let go, also the one that has not answered: the release may overtake the hold and leaves a tombstone.
    return { next: { ...state, status: 'given up' }, wishes: ['VoidAuthorisation', 'ReleaseStock'] };
  }
  if (payment && stock) return { next: { status: 'committing', payment, stock }, wishes: ['CapturePayment'] };
  return { next: { status: 'holding', payment, stock }, wishes: [] };
};

const late = (state: State, message: Message): Step => {
  if (message === 'PaymentAuthorised') return { next: state, wishes: ['VoidAuthorisation'] };
  if (message === 'StockReserved') return { next: state, wishes: ['ReleaseStock'] };
  return { next: state, wishes: [] };
};
