import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import * as z from 'zod/v4';
import { isRecord } from '../record.ts';

type JsonSchema = Record<string, unknown>;

/**
 * A tool's input as clients see it: plain JSON Schema without `$schema` (hosts break on dialects they do not know). What
 * lies inside an object is in its description, and limits of length are left to the tool, whose errors teach: every
 * client pays for each word of this on each request.
 */
export const advertisedInput = (schema: z.ZodObject, withAdviser = false): StandardSchemaWithJSON =>
  advertised(withAdviser ? schema : withoutAdviser(schema), lean);

/**
 * A tool's output as clients see it: the names and kinds of its fields. What lies deeper every client would pay for on
 * each request and no model reads; the tests hold answers to the whole schema.
 */
export const advertisedOutput = (schema: z.ZodType): StandardSchemaWithJSON => advertised(schema, outline);

const offline = new WeakMap<z.ZodObject, z.ZodObject>();

/** A server without a key does not offer to ask a language model. */
const withoutAdviser = (schema: z.ZodObject): z.ZodObject => {
  if (!('adviser' in schema.shape)) return schema;
  const known = offline.get(schema) ?? schema.omit({ adviser: true });
  offline.set(schema, known);
  return known;
};

const cache = new WeakMap<z.ZodType, StandardSchemaWithJSON>();

/** Made once per schema: every connection lists the same objects. */
const advertised = (schema: z.ZodType, shape: (json: object) => JsonSchema): StandardSchemaWithJSON => {
  const known = cache.get(schema);
  if (known !== undefined) return known;
  const json = () => shape(z.toJSONSchema(schema, { io: 'input' }));
  const made: StandardSchemaWithJSON = {
    '~standard': {
      version: 1,
      vendor: 'event-driven-architect',
      validate: (value) => ({ value }),
      jsonSchema: { input: json, output: json },
    },
  };
  cache.set(schema, made);
  return made;
};

const lean = (schema: object): JsonSchema => {
  const fields = Object.entries(propertiesOf(schema)).map(([name, field]) => [name, inputField(field)]);
  return { type: 'object', properties: Object.fromEntries(fields), additionalProperties: false };
};

const inputField = (field: unknown): JsonSchema => {
  if (!isRecord(field)) return {};
  const { type, description, items } = field;
  const choice = 'enum' in field ? { enum: field.enum } : {};
  const list = isRecord(items) ? { items: { type: items.type } } : {};
  return { type, ...choice, ...list, description };
};

const outline = (schema: object): JsonSchema => {
  const kinds = Object.entries(propertiesOf(schema)).map(([name, field]) => [name, kindOf(field)]);
  return { type: 'object', properties: Object.fromEntries(kinds) };
};

const propertiesOf = (schema: object): JsonSchema =>
  'properties' in schema && isRecord(schema.properties) ? schema.properties : {};

const kindOf = (field: unknown): JsonSchema => {
  if (!isRecord(field) || typeof field.type !== 'string') return {};
  return { type: field.type };
};
