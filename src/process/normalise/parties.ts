import type { Inbox, NormalisedCoordinator, NormalisedProcess, NormalisedService } from '../normalised.ts';
import { own } from '../own.ts';
import type { Process, Service } from '../schema.ts';
import type { Premises } from './premises.ts';

type StatedInbox = Service['inbox'];

/** Delivery as stated, or at least once, unordered, not durable, without dead letters. */
export const delivery = ({ delivery: stated = {} }: Process, premises: Premises): NormalisedProcess['delivery'] => ({
  guarantee: premises.take('delivery.guarantee', stated.guarantee, 'at_least_once'),
  ordering: premises.take('delivery.ordering', stated.ordering, 'none'),
  key: stated.key ?? null,
  durable: premises.take('delivery.durable', stated.durable, false),
  deadLetters: premises.take<boolean | string>('delivery.deadLetters', stated.deadLetters, false),
});

/** A service without anything that it does not claim; that it acknowledges after its work is what at least once means. */
export const service = (name: string, stated: Service, premises: Premises): NormalisedService => {
  const at = `services.${name}`;
  const external = premises.take(`${at}.external`, stated.external, false);
  return {
    name,
    summary: stated.summary ?? null,
    owner: stated.owner ?? null,
    database: stated.database ?? null,
    outbox: premises.take(`${at}.outbox`, stated.outbox, false),
    inbox: inbox(`${at}.inbox`, stated.inbox, premises),
    acknowledges: premises.take(`${at}.acknowledges`, stated.acknowledges, 'after'),
    external,
    idempotencyKey: external
      ? premises.take(`${at}.idempotencyKey`, stated.idempotencyKey, false)
      : (stated.idempotencyKey ?? false),
    lookup: external ? premises.take(`${at}.lookup`, stated.lookup, false) : (stated.lookup ?? false),
    calls: stated.calls ?? [],
  };
};

/** The coordinator; what it does not state about its messages it has from its host. */
export const coordinator = (process: Process, premises: Premises): NormalisedCoordinator | null => {
  if (process.pattern === 'choreography') return null;
  const stated = process.coordinator;
  const host = stated && own(process.services, stated.service);
  return {
    service: premises.take('coordinator.service', stated?.service, 'coordinator'),
    durable: premises.take('coordinator.durable', stated?.durable, false),
    outbox: premises.take('coordinator.outbox', stated?.outbox ?? host?.outbox, false),
    inbox: inbox('coordinator.inbox', stated?.inbox ?? host?.inbox, premises),
    acknowledges: premises.take('coordinator.acknowledges', stated?.acknowledges ?? host?.acknowledges, 'after'),
    concurrency: premises.take('coordinator.concurrency', stated?.concurrency, 'none'),
    state: stated?.state ?? [],
    decisions: stated?.decisions ?? [],
  };
};

const inbox = (path: string, stated: StatedInbox, premises: Premises): Inbox | null => {
  if (stated === undefined || stated === false) {
    premises.note(path, false, stated !== undefined);
    return null;
  }
  const { key, onDuplicate } = stated === true ? { key: undefined, onDuplicate: undefined } : stated;
  premises.note(path, true, true);
  return {
    key: premises.take(`${path}.key`, key, 'messageId'),
    onDuplicate: premises.take<Inbox['onDuplicate']>(`${path}.onDuplicate`, onDuplicate, 'ignore'),
  };
};
