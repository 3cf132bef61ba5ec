import * as z from 'zod/v4';
import { ok } from '../errors.ts';
import { documentField, documentOf } from './document-input.ts';
import { defineTool } from './tool.ts';

const VIEWS = ['sequence', 'failures', 'state', 'layers', 'context', 'all'] as const;

/** Draws a process document as Mermaid. */
export const drawProcess = defineTool({
  name: 'draw_process',
  title: 'Draw a process',
  description:
    'Draws a process document as Mermaid: sequence (happy path), failures (one per refusal and deadline, with what is undone), state (the coordinator), layers (event → command → event) or context (who knows whom). Show the result to the user as it is.',
  input: z.strictObject({
    document: documentField,
    view: z.enum(VIEWS).optional().describe('Default sequence.'),
  }),
  output: z.object({ drawings: z.array(z.object({ kind: z.string(), title: z.string(), mermaid: z.string() })) }),
  run: async ({ document, view = 'sequence' }, context) => {
    const parsed = await documentOf('draw_process', document, context);
    if (!parsed.ok) return parsed;
    const [{ draw, drawAll, failurePaths }, { normalise }] = await Promise.all([
      import('../draw/index.ts'),
      import('../process/normalise.ts'),
    ]);
    const process = normalise(parsed.value.process);
    if (view === 'all') return ok({ drawings: drawAll(process) });
    if (view !== 'failures') return ok({ drawings: [draw(process, { kind: view })] });
    return ok({ drawings: failurePaths(process).map((path) => draw(process, { kind: 'failure', path })) });
  },
  render: async (view, { knowledge }) => {
    const { render } = await import('../render/index.ts');
    return render(knowledge.prompts(), 'draw-process', view);
  },
});
