import * as z from 'zod/v4';

/** Names of messages and services are what diagrams, generated code and brokers must carry unescaped. */
export const name = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/,
    'a name: a letter, then at most 63 letters, digits, underscores, dots or hyphens',
  );

/** Identifiers written by the author of the document: the process, its steps, resources, variables. */
export const id = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,47}$/, 'an id: a lower case letter, then at most 47 of a-z, 0-9, underscore, hyphen');

/** Name of a data field, dots for nesting: `order.total`. */
export const field = z
  .string()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_.[\]-]{0,63}$/,
    'a field name such as orderId: at most 64 letters, digits, dots, hyphens, underscores',
  );

/** ISO 8601, as in Serverless Workflow; no years and months, whose length varies. */
export const duration = z
  .string()
  .regex(
    /^P(?=.)(\d{1,5}W)?(\d{1,5}D)?(T(?=.)(\d{1,6}H)?(\d{1,6}M)?(\d{1,6}S)?)?$/,
    'an ISO 8601 duration such as PT15M, PT2H or P30D',
  );

export const text = z.string().regex(/\S/, 'a text that is not blank').max(500);

/** One name or a list of alternatives. */
export const names = z.union([name, z.array(name).min(1).max(32)]);
