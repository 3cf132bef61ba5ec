import type { Subscriber } from '../../platform/bus.ts';
import type { Event } from './events.ts';

/** Sends a mail; asked twice, it sends two. */
export type Mailer = (text: string) => Promise<void>;

/**
 * Tells the customer that the package is on its way. It may fail alone: nothing in the process waits for it. A mail that
 * comes twice is a smaller evil than one that does not come, so there is no inbox here, on purpose.
 */
export function startMails(events: Subscriber<Event>, send: Mailer): void {
  events.subscribe(['PackageSent'], ({ data }) => send(`Your order ${data.orderId} is on its way.`));
}
