import * as z from 'zod/v4';
import { processSchema } from './schema.ts';

export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** JSON Schema (draft 2020-12) of the process document, for editors and other tools. Plain data, no `$ref`. */
export const processJsonSchema = (): JsonSchema => ({
  ...z.toJSONSchema(processSchema, { reused: 'inline', io: 'input' }),
  title: 'Process document',
  description: 'A business process that spans services without a distributed transaction (*.process.yaml).',
});

/** The keys that the document may have at a path of keys and indices; none where it takes any name or no key at all. */
export const keysAt = (path: readonly PropertyKey[]): readonly string[] =>
  schemasAt(path).flatMap(({ properties = {} }) => Object.keys(properties));

/** Those of them that must be there. */
export const requiredAt = (path: readonly PropertyKey[]): readonly string[] =>
  schemasAt(path).flatMap(({ required = [] }) => required);

const schemasAt = (path: readonly PropertyKey[]): readonly JsonSchema[] => {
  let schemas = alternatives(processJsonSchema());
  for (const part of path) schemas = schemas.flatMap((schema) => inside(schema, part)).flatMap(alternatives);
  return schemas;
};

const alternatives = (schema: JsonSchema): readonly JsonSchema[] => [
  schema,
  ...(schema.anyOf ?? []).filter((alternative) => typeof alternative === 'object'),
];

const inside = (
  { properties = {}, additionalProperties, items }: JsonSchema,
  part: PropertyKey,
): readonly JsonSchema[] =>
  [typeof part === 'number' ? items : Object.hasOwn(properties, part) ? properties[String(part)] : additionalProperties]
    .flat()
    .filter((schema) => typeof schema === 'object');
