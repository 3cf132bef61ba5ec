/** A running process. It carries the version it began with to its end. */
export type Instance = Readonly<{ version: Version; state: string }>;

/** The versions that some instance still needs, newest last. */
export const live = [1, 2] as const;
export type Version = (typeof live)[number];

/** The next state and what to send, by state and event; what is missing changes nothing. */
export type Rules = Readonly<Record<string, Readonly<{ next: string; send?: string }>>>;

/** One set of rules for each live version: while a version is listed as live, its rules cannot be forgotten. */
export const rules: Readonly<Record<Version, Rules>> = {
  1: {
    'new/OrderPlaced': { next: 'paying', send: 'RequestPayment' },
    'paying/PaymentCompleted': { next: 'shipping', send: 'SendPackage' },
    'shipping/PackageSent': { next: 'shipped' },
  },
  2: {
    'new/OrderPlaced': { next: 'paying', send: 'RequestPayment' },
    'paying/PaymentCompleted': { next: 'checking', send: 'CheckFraud' },
    'checking/FraudCleared': { next: 'shipping', send: 'SendPackage' },
    'shipping/PackageSent': { next: 'shipped' },
  },
};

/** Applies the rules of the instance, not the newest ones: it never asked for a step that was added since. */
export const handle = (
  instance: Instance,
  event: string,
): Readonly<{ instance: Instance; send: string | undefined }> => {
  const rule = rules[instance.version][`${instance.state}/${event}`];
  if (rule === undefined) return { instance, send: undefined };
  return { instance: { ...instance, state: rule.next }, send: rule.send };
};

/** A new instance, on the newest rules. */
export const begin = (): Instance => ({ version: live[live.length - 1] ?? 1, state: 'new' });
