import * as z from 'zod/v4';
import { coordinator, delivery, service } from './schema/parties.ts';
import { rule, variable } from './schema/rule.ts';
import { step } from './schema/step.ts';
import { duration, field, id, name, text } from './schema/words.ts';

const event = z.strictObject({
  summary: text.optional(),
  visibility: z
    .enum(['internal', 'external'])
    .optional()
    .describe('external: a contract that others may rely on. internal: how one service works. Assumed: internal.'),
  carries: z.array(field).max(128).optional().describe('The data in it.'),
  consumers: z.array(name).max(64).optional().describe('Services that listen, beside those the steps show.'),
});

const resource = z.strictObject({
  units: z.number().int().min(1).max(8).optional().describe('How many there are to take. Assumed: 1.'),
  lock: z
    .enum(['none', 'semantic'])
    .optional()
    .describe('semantic: check and reserve are one commit. none: checked first, taken later. Assumed: none.'),
});

const reaction = z.strictObject({
  on: name,
  service: name,
  does: text.describe('In words: sends the welcome mail.'),
});

const outcomes = z.strictObject({
  completed: name.describe('What is published when all steps are done. In a choreography: what an observer calls it.'),
  cancelled: name.optional().describe('What is published when everything is undone.'),
  partial: name.optional().describe('What is published when some of a fan-out failed and the rest stays.'),
});

const observability = z.strictObject({
  correlationId: field.optional().describe('The field that every message of one instance carries.'),
  stuckAfter: duration.optional().describe('An instance without progress for so long raises an alert.'),
  metrics: z.array(text).max(64).optional(),
  operator: z
    .array(text)
    .max(64)
    .optional()
    .describe('What a person can do with a stuck instance: redrive, compensate …'),
});

/** The process document as written: every short form, nothing defaulted. Published as JSON Schema by `eda schema`. */
export const processSchema = z.strictObject({
  process: id.describe('Its name: order-fulfilment.'),
  summary: text.optional(),
  version: text.optional(),
  pattern: z
    .enum(['saga', 'process_manager', 'choreography'])
    .describe('saga: a coordinator without memory of its own. process_manager: one with state. choreography: none.'),
  delivery: delivery.optional(),
  services: z.record(name, service).describe('Who takes part, by name.'),
  coordinator: coordinator.optional(),
  starts: name.describe('The message that starts an instance.'),
  startedBy: name.optional().describe('Who sends it: a service, or anybody outside.'),
  steps: z.array(step).min(1).max(128),
  compensate: z
    .enum(['reverse', 'forward', 'parallel'])
    .optional()
    .describe('Order in which a coordinator undoes. Assumed: reverse, which is what a saga is defined by.'),
  outcomes,
  events: z.record(name, event).optional().describe('What crosses a boundary, and what it carries.'),
  resources: z.record(id, resource).optional().describe('What several instances compete for.'),
  reactions: z.array(reaction).max(128).optional().describe('Reactions that may fail alone: no step waits for them.'),
  observability: observability.optional(),
  instances: z
    .number()
    .int()
    .min(1)
    .max(4)
    .optional()
    .describe('Instances checked together. Assumed: 2 if a step takes a resource, else 1.'),
  variables: z.record(name, z.record(id, variable)).optional().describe('Per actor, the variables that its rules use.'),
  rules: z.array(rule).max(256).optional().describe('The escape hatch: actors written as guarded rules.'),
});

/** A process document: the waist everything is read from or written to. */
export type Process = Readonly<z.output<typeof processSchema>>;
export type Step = Process['steps'][number];
export type Service = Process['services'][string];
export type Rule = NonNullable<Process['rules']>[number];
export type Pattern = Process['pattern'];
