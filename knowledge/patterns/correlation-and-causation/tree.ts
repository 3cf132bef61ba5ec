import type { Message } from '../../platform/message.ts';

/** A message with what came of it. */
export type Story = Readonly<{ message: Message; led: readonly Story[] }>;

/**
 * The story of one process from its messages, in whatever order and with whatever repeats. Orphans are messages whose
 * cause is missing: the places where somebody lost the context on the way.
 */
export const tell = (
  correlationId: string,
  messages: readonly Message[],
): Readonly<{ roots: readonly Story[]; orphans: readonly Message[] }> => {
  const mine = messages.filter((message) => message.correlationId === correlationId);
  const known = new Map(mine.map((message) => [message.id, message]));
  const story = (message: Message): Story => ({
    message,
    led: [...known.values()].filter(({ causationId }) => causationId === message.id).map(story),
  });
  const all = [...known.values()];
  return {
    roots: all.filter(({ causationId }) => causationId === null).map(story),
    orphans: all.filter(({ causationId }) => causationId !== null && !known.has(causationId)),
  };
};
