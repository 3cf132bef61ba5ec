import * as z from 'zod/v4';
import { ok } from '../errors.ts';
import { documentField, documentOf } from './document-input.ts';
import { defineTool } from './tool.ts';

const rule = z.object({
  on: z.string().nullable(),
  when: z.array(z.string()),
  does: z.string(),
  sets: z.array(z.string()),
  sends: z.array(z.string()),
});

/** Says what the short forms of a document stand for. For the command line only: no client lists it. */
export const explainProcess = defineTool({
  name: 'explain_process',
  title: 'Explain a process document',
  description: 'The guarded rules that a process document lowers to, in words: what the fault checker explores.',
  input: z.strictObject({ document: documentField }),
  output: z.object({
    actors: z.array(
      z.object({
        name: z.string(),
        role: z.enum(['coordinator', 'participant']),
        outbox: z.boolean(),
        inbox: z.enum(['none', 'ignore', 'replay_reply']),
        acknowledges: z.enum(['after', 'before']),
        durable: z.boolean(),
        rules: z.array(rule),
      }),
    ),
  }),
  run: async ({ document }, context) => {
    const parsed = await documentOf('explain_process', document, context);
    if (!parsed.ok) return parsed;
    const [{ explain }, { normalise }] = await Promise.all([
      import('../process/explain.ts'),
      import('../process/normalise.ts'),
    ]);
    return ok({ actors: explain(normalise(parsed.value.process), context.knowledge.checker().acts) });
  },
  render: async (view, context) => {
    const { render } = await import('../render/index.ts');
    return render(context.knowledge.prompts(), 'explain-process', view);
  },
});
