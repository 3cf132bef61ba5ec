import { type Assignment, is, type Message, type Model } from '../process/rules.ts';
import { grouped } from './grouped.ts';
import type { Action, ProgramVariable } from './program.ts';

/**
 * First in, first out, as guarded commands: of any two messages that share a channel one bit says that the first is in
 * front of the second; only what nothing is in front of can be received. A message sent again keeps its place.
 */
export type Ordering = Readonly<{
  variables: readonly ProgramVariable[];
  /** The same actions, obeying the order. */
  apply: (action: Action) => Action;
  /** What must be cleared when a message disappears. */
  behind: (message: string) => readonly string[];
}>;

/** The ordering that the model's channels guarantee; for unordered channels it does nothing. */
export const orderingOf = (model: Model): Ordering => {
  const mates = matesOf(model);
  const behind = (message: string) => (mates.get(message) ?? []).map((other) => inFront(message, other));
  // A guard may ask for a message without receiving it, as a deadline does that passes while the message is on its way.
  const receivedBy = ({ rule, overwritten }: Action): readonly string[] =>
    [rule, overwritten].flatMap((index) => (index === null ? [] : (model.rules[index]?.on ?? [])));
  return {
    variables: [...mates].flatMap(([first, others]) =>
      others.map((second) => ({ id: inFront(first, second), size: 2, initial: 0, kind: 'order' as const, slot: null })),
    ),
    behind,
    apply: (action) => {
      if (mates.size === 0) return action;
      const consumed = action.effects.filter(
        (effect) => 'to' in effect && effect.to === 0 && mates.has(effect.variable),
      );
      const sent = action.effects.filter((effect) => 'to' in effect && effect.to === 1 && mates.has(effect.variable));
      const gone = new Set(consumed.map(({ variable }) => variable));
      const received = receivedBy(action).filter((message) => mates.has(message));
      return {
        ...action,
        guard: [
          ...action.guard,
          ...received.flatMap((message) => (mates.get(message) ?? []).map((other) => is(inFront(other, message), 0))),
        ],
        effects: [
          ...action.effects,
          ...consumed.flatMap(({ variable }) => behind(variable).map((bit) => ({ variable: bit, to: 0 }))),
          ...sent.flatMap((effect, index) =>
            queued(effect, mates.get(effect.variable) ?? [], gone, sent.slice(0, index)),
          ),
        ],
      };
    },
  };
};

const inFront = (first: string, second: string): string => `${first}<${second}`;

/** A message takes its place behind what is there already and what the same action sent before it. */
const queued = (
  effect: Assignment,
  mates: readonly string[],
  gone: ReadonlySet<string>,
  earlier: readonly Assignment[],
): readonly Assignment[] => {
  const fresh = [...(effect.when ?? []), is(effect.variable, 0)];
  return mates
    .filter((mate) => !gone.has(mate))
    .flatMap((mate): readonly Assignment[] => {
      const variable = inFront(mate, effect.variable);
      const sibling = earlier.find((each) => each.variable === mate);
      return [
        { variable, to: 1, when: [...fresh, is(mate, 1)] },
        ...(sibling ? [{ variable, to: 1, when: [...fresh, is(mate, 0), ...(sibling.when ?? [])] }] : []),
      ];
    });
};

/** Pairs of messages that share a channel, of which each takes a bit: their number, before any is made. */
export const orderedPairs = (model: Model): number =>
  model.ordering === 'none'
    ? 0
    : [
        ...grouped(
          model.messages.filter(({ to }) => to !== null),
          channelOf(model),
        ).values(),
      ].reduce((sum, mates) => sum + mates.length * (mates.length - 1), 0);

/** So many bits are a state of a kilobyte. */
export const mostOrderedPairs = 10_000;

const channelOf =
  ({ ordering }: Model) =>
  ({ from, to }: Message): string =>
    ordering === 'per_sender' ? `${from}>${to}` : `${to}`;

const matesOf = (model: Model): ReadonlyMap<string, readonly string[]> => {
  if (model.ordering === 'none') return new Map();
  const channel = channelOf(model);
  const inside = model.messages.filter(({ to }) => to !== null);
  return new Map(
    inside.map((message) => [
      message.id,
      inside.filter((other) => other.id !== message.id && channel(other) === channel(message)).map(({ id }) => id),
    ]),
  );
};
