import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/v4';
import { triggerIds } from '../src/knowledge/detection-schema.ts';

const messageSchema = z.strictObject({ role: z.enum(['user', 'assistant', 'system']), content: z.string() });

/** A labelled conversation: a line of `test/eval/conversations/*.jsonl` or of any file of the same form. */
export const labelledSchema = z.looseObject({
  id: z.string(),
  messages: z.array(messageSchema),
  detected: z.boolean(),
  triggers: z.array(z.enum(triggerIds)).default([]),
  slice: z.string().default('unknown'),
  lang: z.string().default('en'),
  /** Two conversations that differ in the need alone carry the same pair. */
  pair: z.string().optional(),
  /** Index of the first message at which the need shows; the conversation up to it must stay silent. */
  from: z.int().optional(),
});

export type Labelled = Readonly<z.output<typeof labelledSchema>>;

/** Reads labelled conversations; a bad line throws with file and line. */
export function readLabelled(file: string | URL): readonly Labelled[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line.trim() === '') return [];
      const parsed = labelledSchema.safeParse(JSON.parse(line));
      if (!parsed.success) throw new Error(`${file}:${at + 1} ${z.prettifyError(parsed.error)}`);
      return [parsed.data];
    });
}

const folder = new URL('../test/eval/conversations/', import.meta.url);

/** The project's own conversations, all files, in a fixed order. */
export function ownConversations(): readonly Labelled[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readLabelled(new URL(name, folder)));
}
