import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { advertisedInput, advertisedOutput } from '../src/tools/advertised.ts';
import { TOOLS } from '../src/tools/index.ts';

/** What `tools/list` sends for each tool. */
const listed = TOOLS.map(({ name, title, description, input, output }) => ({
  name,
  title,
  description,
  inputSchema: advertisedInput(input)['~standard'].jsonSchema.input({ target: 'draft-2020-12' }),
  outputSchema: advertisedOutput(output)['~standard'].jsonSchema.output({ target: 'draft-2020-12' }),
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
}));

const MAIN_JOB = ['detect_process', 'recommend_pattern', 'give_guidance', 'search_knowledge'];
const tokens = (value: unknown) => encode(JSON.stringify(value)).length;

describe('the surface', () => {
  test('the four tools of the main job cost a client fewer than 1,200 tokens', () => {
    expect(tokens(listed.filter(({ name }) => MAIN_JOB.includes(name)))).toBeLessThan(1200);
  });

  test('has at most ten tools', () => {
    expect(TOOLS.length).toBeLessThanOrEqual(10);
  });

  describe.each(listed)('$name', ({ name, title, description, inputSchema, outputSchema }) => {
    test('is named so that every client takes it', () => {
      expect(name).toMatch(/^[a-z]+_[a-z]+$/);
      expect(`mcp__eda__${name}`.length).toBeLessThanOrEqual(60);
      expect(title.length).toBeGreaterThan(5);
    });

    test('says in its first 250 characters what it does, in fewer than 900 in all', () => {
      expect(description.length).toBeLessThan(900);
      expect(description.slice(0, 250)).toMatch(/\. |:/);
    });

    test('has schemas that no host trips over', () => {
      for (const schema of [inputSchema, outputSchema]) {
        expect(schema).toMatchObject({ type: 'object' });
        expect(Object.keys(schema)).not.toEqual(expect.arrayContaining(['anyOf']));
        expect(JSON.stringify(schema)).not.toMatch(/"\$schema"|"\$ref"|"type":\[/);
      }
      expect(inputSchema).toMatchObject({ additionalProperties: false });
    });

    test('describes every input', () => {
      const properties = Object.entries(inputSchema.properties ?? {});
      expect(properties.filter(([, schema]) => !JSON.stringify(schema).includes('"description"'))).toEqual([]);
    });
  });

  test('changes only on purpose', async () => {
    await expect(`${JSON.stringify(listed, null, 2)}\n`).toMatchFileSnapshot('__snapshots__/tools.json');
  });
});
