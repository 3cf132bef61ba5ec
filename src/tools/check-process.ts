import * as z from 'zod/v4';
import { ok } from '../errors.ts';
import { checkProgress } from './check-progress.ts';
import { checkView } from './check-view.ts';
import { documentField, documentOf } from './document-input.ts';
import { defineTool } from './tool.ts';

const DEFAULT_SECONDS = 20;

const fix = z.looseObject({ change: z.string(), complete: z.boolean() });

/** Explores every crash, duplicate, reordering, refusal and timeout of a process. */
export const checkProcess = defineTool({
  name: 'check_process',
  title: 'Check a process under faults',
  description:
    'Proves what goes wrong in a process document under every crash, duplicate, reordering, refusal, timeout and loss that its guarantees allow: explores all states, shows the simplest story for each broken promise as a sequence diagram, fixes verified by checking again, and the guarantees the verdict hangs on. holds covers any number of faults; inconclusive is no pass.',
  input: z.strictObject({
    document: documentField,
    maxStates: z.int().min(1).max(20_000_000).optional().describe('Default 2000000.'),
    seconds: z.int().min(1).max(600).optional().describe('Time limit. Default 20.'),
    explain: z.boolean().optional().describe('false skips fixes and premises. Default true.'),
    detail: z.enum(['summary', 'full']).optional().describe('full shows the diagram of every finding.'),
  }),
  output: z.object({
    process: z.string(),
    verdict: z.enum(['holds', 'violated', 'inconclusive']),
    limit: z.string().nullable(),
    coverage: z.looseObject({}),
    assumptions: z.array(z.looseObject({ path: z.string(), value: z.unknown(), source: z.string() })),
    properties: z.array(z.object({ id: z.string(), result: z.string() })),
    findings: z.array(
      z.looseObject({ property: z.string(), title: z.string(), sentence: z.string(), fixes: z.array(fix) }),
    ),
    repair: fix.nullable(),
    reliesOn: z.array(z.looseObject({ path: z.string(), source: z.string(), breaks: z.array(z.string()) })),
    explanation: z.enum(['whole', 'cut_short', 'left_out']),
    deadRules: z.array(z.string()),
    stats: z.looseObject({}),
    full: z.boolean(),
  }),
  run: async ({ document, maxStates, explain, seconds, detail }, context) => {
    const parsed = await documentOf('check_process', document, context);
    if (!parsed.ok) return parsed;
    const [{ checkResponsively }, { normalise }] = await Promise.all([
      import('../check-worker.ts'),
      import('../process/normalise.ts'),
    ]);
    const result = await checkResponsively({
      process: normalise(parsed.value.process),
      words: context.knowledge.checker(),
      explain: explain !== false,
      milliseconds: (seconds ?? DEFAULT_SECONDS) * 1000,
      ...(maxStates === undefined ? {} : { limits: { states: maxStates } }),
      signal: context.signal,
      ...checkProgress(context),
    });
    return ok({ ...result, full: detail === 'full' });
  },
  render: async (view, { knowledge }) => {
    const { render } = await import('../render/index.ts');
    return render(knowledge.prompts(), 'check-process', checkView(view, knowledge.checker()));
  },
});
