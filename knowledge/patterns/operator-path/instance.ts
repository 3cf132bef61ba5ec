export type Action = 'retry' | 'skip' | 'compensate' | 'complete';

/** A process as an operator sees it. */
export type Instance = Readonly<{
  id: string;
  state: 'waiting' | 'waiting after the pivot' | 'ended';
  waitsFor: string;
  since: number;
  patience: number;
}>;

/** What may be done in a state, and what it needs. One table for the screen and for the guard: they cannot differ. */
export const actions: Readonly<Record<Instance['state'], Readonly<Partial<Record<Action, 'reason' | 'proof'>>>>> = {
  waiting: { retry: 'reason', skip: 'proof', compensate: 'reason', complete: 'proof' },
  'waiting after the pivot': { retry: 'reason', skip: 'proof', complete: 'proof' },
  ended: {},
};

/** The instances that have waited for longer than they should, longest first; times in milliseconds. */
export const stuck = (instances: readonly Instance[], now: number): readonly Instance[] =>
  instances
    .filter(({ state, since, patience }) => state !== 'ended' && now - since > patience)
    .sort((a, b) => a.since - b.since || a.id.localeCompare(b.id));

/** What somebody wants to do by hand. */
export type Intervention = Readonly<{ action: Action; by: string; reason: string; proof?: string }>;

/** Why an intervention is refused; undefined when it may go ahead and on record. */
export const refusal = ({ id, state }: Instance, { action, by, reason, proof }: Intervention): string | undefined => {
  const needs = actions[state][action];
  if (needs === undefined)
    return `${id} is ${state}: possible is ${Object.keys(actions[state]).join(', ') || 'nothing'}`;
  if (by === '' || reason === '') return `${action} needs a name and a reason`;
  if (needs === 'proof' && !proof) return `${action} needs a proof that it was done outside`;
  return undefined;
};
