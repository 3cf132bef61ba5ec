import * as z from 'zod/v4';
import { ok } from '../errors.ts';
import { defineTool } from './tool.ts';

/** Prints the JSON Schema of the process document, for editors. For the command line only: no client lists it. */
export const processSchema = defineTool({
  name: 'process_schema',
  title: 'Schema of the process document',
  description: 'The JSON Schema of the process document, for the completion of editors.',
  input: z.strictObject({}),
  output: z.looseObject({}),
  run: async () => {
    const { processJsonSchema } = await import('../process/json-schema.ts');
    return ok({ ...processJsonSchema() });
  },
  render: (schema) => `${JSON.stringify(schema, null, 2)}\n`,
});
