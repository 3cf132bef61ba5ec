import * as z from 'zod/v4';
import { duration, field, id, name, names, text } from './words.ts';

export const retry = z.strictObject({
  attempts: z.number().int().min(1).max(1000).describe('How often in all, the first try included.'),
  backoff: z.enum(['none', 'fixed', 'exponential']).optional().describe('Assumed: none.'),
  delay: duration.optional().describe('Wait before the second attempt.'),
});

/** What to do about a refusal or a silence. */
const consequence = z.enum(['compensate', 'retry', 'continue', 'escalate', 'fail']);

const timeout = z.strictObject({
  after: duration.describe(
    'Counted from the moment the step was asked for. A deadline of the whole process is written on each step.',
  ),
  then: z
    .enum([...consequence.options, 'assume_refused', 'remind'])
    .describe(
      'compensate: undo this step and what came before. assume_refused: as after a refusal: undo what came before, but not this step. retry: ask again. continue: go on without it. escalate: hand over to people and wait. fail: stop without undoing. remind: send and keep waiting.',
    ),
  send: name.optional().describe('What is sent when it fires: a reminder, an escalation, an expiry event.'),
});

export const compensation = z.strictObject({
  command: name
    .optional()
    .describe('The command that undoes the step; its handler must succeed in the end, unless it has a `failure`.'),
  on: names.optional().describe('In a choreography: the events on which the service undoes the step by itself.'),
  success: name.optional().describe('The event that reports that it is undone.'),
  failure: names
    .optional()
    .describe('The events that refuse the undo for good. None: it succeeds in the end, however often it is tried.'),
  onFailure: z
    .enum(['retry', 'continue', 'escalate', 'fail'])
    .optional()
    .describe(
      'What a refused undo leads to. retry: ask again until it succeeds. continue: undo the rest without it. escalate: people see to it. fail: stop, the rest is not undone either. Assumed: fail.',
    ),
  ifNotApplied: z
    .enum(['ignore', 'tombstone', 'error'])
    .optional()
    .describe(
      'When the undo arrives where the step never took effect. tombstone: answer, and refuse the step should it come late. Assumed: ignore, which lets a late step through.',
    ),
  when: name.optional().describe('Compensate only when this event was seen.'),
  retry: retry.optional(),
});

export const step = z.strictObject({
  id,
  summary: text.optional(),
  service: name.describe('The service that does it, a key of `services`.'),
  command: name.optional().describe('What the coordinator sends. Exactly one of command and on.'),
  on: names.optional().describe('The events on which the service starts by itself. Exactly one of command and on.'),
  match: z
    .enum(['any', 'all'])
    .optional()
    .describe('With several `on`: start at any of them, or when all have come. Assumed: any.'),
  success: names.describe('The event that reports it is done; several are alternatives that `when` can branch on.'),
  failure: names.optional().describe('The events that refuse it for good. None: the step cannot be refused.'),
  onFailure: consequence.optional().describe('What a refusal leads to. Assumed: compensate.'),
  kind: z
    .enum(['compensatable', 'pivot', 'retriable'])
    .optional()
    .describe(
      'compensatable: can be undone. pivot: the point of no return. retriable: succeeds in the end. Assumed: compensatable.',
    ),
  compensation: compensation.optional(),
  retry: retry.optional(),
  timeout: z
    .union([timeout, z.array(timeout).min(1).max(8)])
    .optional()
    .describe('One deadline or several with different reactions.'),
  after: z
    .array(id)
    .max(64)
    .optional()
    .describe(
      'Steps that must be over first; [] starts at once; a skipped branch counts as over. Default: the step before.',
    ),
  when: names.optional().describe('A branch: taken only if one of these events was seen, skipped otherwise.'),
  forEach: field.optional().describe('Done once for each of these, in parallel: guest, line, device.'),
  count: z.number().int().min(1).max(64).optional().describe('How many of them to reckon with in checks. Assumed: 3.'),
  join: z
    .enum(['all', 'all_settled', 'any'])
    .optional()
    .describe(
      'With forEach. all: go on when all succeeded, react to the first refusal. all_settled: wait for every answer, then react. any: go on with the first success. Assumed: all.',
    ),
  human: z.boolean().optional().describe('A person does it: it may take days. Assumed: false.'),
  sync: z
    .boolean()
    .optional()
    .describe(
      'A direct request whose answer is waited for in the same call; an error of the call itself is a silence, so say with `timeout` what follows. Assumed: false.',
    ),
  readOnly: z.boolean().optional().describe('Changes nothing, so there is nothing to undo. Assumed: false.'),
  idempotent: z.boolean().optional().describe('Doing it twice equals doing it once, without an inbox. Assumed: false.'),
  resource: id.optional().describe('The shared resource that it takes a unit of, a key of `resources`.'),
  transaction: id.optional().describe('Steps with the same word commit together, in one transaction.'),
  needs: z.array(field).max(64).optional().describe('Data that the step cannot do without.'),
});
