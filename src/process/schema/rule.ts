import * as z from 'zod/v4';
import { duration, id, name, names } from './words.ts';

const value = z.union([id, z.number().int().min(0).max(255)]);

export const variable = z
  .union([
    z.strictObject({
      values: z.array(id).min(2).max(32).describe('The words it may hold; the first is the initial one.'),
    }),
    z.strictObject({
      max: z.number().int().min(1).max(255).describe('A whole number from 0, the initial value, to max.'),
    }),
  ])
  .describe('A small durable variable, local to its actor.');

/** A condition on one variable. A list means any of these values. */
const test = z.union([
  value,
  z.array(value).min(1).max(32),
  z.strictObject({ not: value }),
  z.strictObject({ atLeast: z.number().int().min(0).max(255) }),
  z.strictObject({ atMost: z.number().int().min(0).max(255) }),
]);

const assignment = z.union([
  value,
  z.strictObject({ add: z.number().int().min(1).max(255).describe('Added; must stay within max, so guard it.') }),
]);

/**
 * The escape hatch: one guarded rule of the coordinator or of a participant. `on`, `when`, `set` and `send` are one
 * atomic local transaction; what is sent obeys the actor's outbox. An actor that has a rule is described by its rules
 * alone: the short forms of the steps no longer lower to anything for that actor. A message for which no rule of the
 * actor holds is unhandled; to ignore one, write a rule that neither sets nor sends.
 */
export const rule = z.strictObject({
  actor: name.describe('The word coordinator, or a key of `services`.'),
  on: z.union([
    name.describe('The message that is handled.'),
    z.strictObject({
      timer: id.describe('May fire at any moment at which `when` holds.'),
      after: duration.optional().describe('For people: the check lets it fire at any time.'),
    }),
  ]),
  when: z.record(id, test).optional().describe('Conditions on the variables of this actor, all of which must hold.'),
  set: z.record(id, assignment).optional().describe('New values, all computed from the old ones.'),
  send: names
    .optional()
    .describe('Messages sent, in this order. Each goes to every actor that has a rule or a step for it.'),
  applies: id.optional().describe('The step whose effect takes place here.'),
  undoes: id.optional().describe('The step whose effect is undone here.'),
});
