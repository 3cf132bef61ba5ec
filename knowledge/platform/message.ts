import { createHash } from 'node:crypto';

/** What the business wrote. Messages of one flow are a union of such types, told apart by `type`. */
export type Body = Readonly<{ type: string; data: unknown }>;

/** The message being handled: what is sent because of it names it as its cause. */
export type Cause = Readonly<{ id: string; correlationId: string }>;

/** A body with what the infrastructure needs to deliver it, find its duplicates and explain where it came from. */
export type Message<B extends Body = Body> = Readonly<{
  id: string;
  kind: 'command' | 'event';
  /** The same through a whole process. */
  correlationId: string;
  causationId: string | null;
  /** Not to be delivered before, in milliseconds; null means now. */
  due: number | null;
  body: B;
}>;

/** Hands a message to a transport. A rejection means it may or may not have got there. */
export type Transport<B extends Body> = (message: Message<B>) => Promise<void>;

/**
 * Wraps a body. The id is derived, never minted: telling the same fact again, or asking the same thing for the same
 * cause, gives the same id. The correlation is inherited from the cause.
 */
export function message<B extends Body>(
  kind: 'command' | 'event',
  body: B,
  cause: Cause | null = null,
  due: number | null = null,
): Message<B> {
  const asked = kind === 'command' ? (cause?.id ?? '') : '';
  const hash = createHash('sha256').update(`${asked}\n${body.type}\n${JSON.stringify(body.data)}`);
  const id = `${body.type}/${hash.digest('hex').slice(0, 16)}`;
  return { id, kind, correlationId: cause?.correlationId ?? id, causationId: cause?.id ?? null, due, body };
}
