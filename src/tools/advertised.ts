import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import * as z from 'zod/v4';

/**
 * A schema as clients see it: plain JSON Schema without `$schema` (hosts break on dialects they do not know) and
 * without zod's bounds for safe integers. Validation is left to the tool, whose errors teach.
 */
export const advertised = (schema: z.ZodType): StandardSchemaWithJSON => {
  const known = cache.get(schema);
  if (known !== undefined) return known;
  const json = (io: 'input' | 'output') => () => lean(z.toJSONSchema(schema, { io }));
  const made: StandardSchemaWithJSON = {
    '~standard': {
      version: 1,
      vendor: 'event-driven-architect',
      validate: (value) => ({ value }),
      jsonSchema: { input: json('input'), output: json('input') },
    },
  };
  cache.set(schema, made);
  return made;
};

const cache = new WeakMap<z.ZodType, StandardSchemaWithJSON>();

const lean = (schema: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => key !== '$schema' && Math.abs(Number(value)) !== Number.MAX_SAFE_INTEGER)
      .map(([key, value]) => [key, leanValue(value)]),
  );

const leanValue = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(leanValue);
  return typeof value === 'object' && value !== null ? lean(value) : value;
};
