import * as z from 'zod/v4';
import { field, name, text } from './words.ts';

export const inbox = z
  .union([
    z.boolean(),
    z.strictObject({
      key: text.describe('What identifies a message: messageId, or a business key such as orderId.'),
      onDuplicate: z
        .enum(['ignore', 'replay_reply'])
        .optional()
        .describe('What a duplicate gets: nothing, or the stored answer again. Assumed: ignore.'),
    }),
  ])
  .describe('Recognises a message that was handled before, in the same commit as the work. Assumed: false.');

const outbox = z
  .boolean()
  .describe(
    'What is sent is stored in the same commit as the work and sent by a relay until it is accepted. Assumed: false.',
  );

const acknowledges = z
  .enum(['after', 'before'])
  .describe(
    'When it acknowledges a message: after its commit, or before it or despite a failure, and then a crash or an error loses the message. Assumed: after, without which delivery is not at least once.',
  );

export const service = z.strictObject({
  summary: text.optional(),
  owner: text.optional().describe('The team that owns it.'),
  database: text.optional().describe('Name of its database; two services with the same name share one.'),
  outbox: outbox.optional(),
  inbox: inbox.optional(),
  acknowledges: acknowledges.optional(),
  external: z
    .boolean()
    .optional()
    .describe('A party outside the organisation: it cannot join our transactions and may not answer. Assumed: false.'),
  idempotencyKey: z
    .boolean()
    .optional()
    .describe('An external party takes a key and acts once per key. Assumed: false.'),
  lookup: z.boolean().optional().describe('An external party can be asked whether it acted. Assumed: false.'),
  calls: z.array(name).max(64).optional().describe('Services that it calls directly and waits for.'),
});

export const coordinator = z.strictObject({
  service: name.describe('The service that hosts it.'),
  durable: z.boolean().optional().describe('Its state survives a restart. Assumed: false.'),
  outbox: outbox.optional().describe('As for a service; taken from its host when not stated.'),
  inbox: inbox.optional().describe('As for a service; taken from its host when not stated.'),
  acknowledges: acknowledges.optional().describe('As for a service; taken from its host when not stated.'),
  concurrency: z
    .enum(['none', 'version', 'single_writer'])
    .optional()
    .describe('What happens when two messages of one instance are handled at once. Assumed: none.'),
  state: z.array(field).max(256).optional().describe('The data that it remembers between messages.'),
  decisions: z.array(text).max(64).optional().describe('Business rules that it evaluates itself, in words.'),
});

export const delivery = z.strictObject({
  guarantee: z
    .enum(['at_most_once', 'at_least_once'])
    .optional()
    .describe('at_most_once may lose a message, at_least_once may repeat it. Assumed: at_least_once.'),
  ordering: z.enum(['none', 'per_key', 'global']).optional().describe('Assumed: none.'),
  key: field.optional().describe('The field that per_key ordering goes by.'),
  durable: z.boolean().optional().describe('The broker keeps messages across its own restart. Assumed: false.'),
  deadLetters: z
    .union([z.boolean(), name])
    .optional()
    .describe('A message that fails for ever is put aside; true or the name of the queue. Assumed: false.'),
});
