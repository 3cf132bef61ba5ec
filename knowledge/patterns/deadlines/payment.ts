export type Message = 'PaymentCompleted' | 'PaymentDeclined' | 'PaymentRefunded' | 'DeadlinePassed';
export type Status = 'waiting' | 'paid' | 'given up' | 'cancelled';
export type Wish = 'CompleteOrder' | 'CancelOrder' | 'RefundPayment';

type Answer = Readonly<{ status: Status; wish?: Wish }>;

/**
 * Every message in every state; what is missing changes nothing. A deadline cannot be revoked, so it is looked up like
 * the rest. A success after giving up means that money was taken: it is undone, never dropped.
 */
const answers: Readonly<Record<Status, Readonly<Partial<Record<Message, Answer>>>>> = {
  waiting: {
    PaymentCompleted: { status: 'paid', wish: 'CompleteOrder' },
    PaymentDeclined: { status: 'cancelled', wish: 'CancelOrder' },
    DeadlinePassed: { status: 'given up', wish: 'RefundPayment' },
  },
  paid: {},
  'given up': {
    PaymentCompleted: { status: 'given up', wish: 'RefundPayment' },
    PaymentDeclined: { status: 'cancelled', wish: 'CancelOrder' },
    PaymentRefunded: { status: 'cancelled', wish: 'CancelOrder' },
  },
  cancelled: {
    PaymentCompleted: { status: 'cancelled', wish: 'RefundPayment' },
  },
};

/** The next status and what follows. */
export const decide = (status: Status, message: Message): Answer => answers[status][message] ?? { status };
