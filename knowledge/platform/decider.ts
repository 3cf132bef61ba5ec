import type { Body } from './message.ts';
import type { Stream } from './stream.ts';

/**
 * What decides: pure, no clock, no store. `decide` returns the events a command leads to in a state, none if there is
 * nothing (any more) to do; `evolve` never fails, because what happened has happened.
 */
export type Decider<S, C extends Body, E extends Body> = Readonly<{
  initial: S;
  decide(command: C, state: S): readonly E[];
  evolve(state: S, event: E): S;
}>;

/** The state a history leads to. */
export function fold<S, C extends Body, E extends Body>(decider: Decider<S, C, E>, history: readonly E[]): S {
  return history.reduce(decider.evolve, decider.initial);
}

/** Loads a stream, decides, appends in `tx`, and returns the new events. Rejects with `Conflict` if another was faster. */
export async function execute<Tx, S, C extends Body, E extends Body>(
  tx: Tx,
  stream: Stream<Tx, E>,
  name: string,
  decider: Decider<S, C, E>,
  command: C,
): Promise<readonly E[]> {
  const { events, version } = await stream.read(tx, name);
  const decided = decider.decide(command, fold(decider, events));
  if (decided.length > 0) await stream.append(tx, name, version, decided);
  return decided;
}
