import * as z from 'zod/v4';
import { fail, ok } from '../errors.ts';
import { type Entry, entryMarkdown, type Hit } from '../knowledge/index.ts';
import { nearestNames } from '../nearest.ts';
import { defineTool, type ToolContext } from './tool.ts';

const kinds = z.enum(['pattern', 'anti-pattern', 'example', 'pain']);

const hit = z.object({ kind: kinds, id: z.string(), title: z.string(), summary: z.string(), why: z.string() });

const input = z.strictObject({
  query: z.string().min(1).max(2000).optional().describe('Question or symptom in plain words.'),
  id: z.string().max(100).optional().describe('One entry, in full.'),
  kind: kinds.optional().describe('Only this kind.'),
});

const output = z.object({
  hits: z.array(hit),
  entry: z.object({ kind: kinds, id: z.string(), title: z.string(), markdown: z.string() }).optional(),
});

/** Looks things up in the compiled knowledge. */
export const searchKnowledge = defineTool({
  name: 'search_knowledge',
  title: 'Search the knowledge',
  description:
    'Compiled knowledge on sagas, process managers, choreography, outbox, compensation, idempotency and anti-patterns, with tested Go and TypeScript. query finds the best three entries, id reads one in full. Use it for a single how or why question about messages, retries, ordering or recovery.',
  input,
  output,
  run: ({ query, id, kind }, context) => {
    if (id !== undefined && query === undefined) return readEntry(id, context);
    if (query !== undefined && id === undefined) return ok({ hits: best(query, kind, context) });
    const problem = id === undefined ? 'query: neither query nor id is given' : 'query, id: both are given';
    return fail({
      at: 'query',
      problem,
      allowed: 'query (a question) or id (one entry)',
      next: 'Call search_knowledge again with {"query": "<the question>"}.',
    });
  },
  render: async (view, { knowledge }) => {
    const { render } = await import('../render/index.ts');
    return render(knowledge.prompts(), 'search-knowledge', { entry: false, none: view.hits.length === 0, ...view });
  },
});

const best = (query: string, kind: Hit['kind'] | undefined, { knowledge }: ToolContext) =>
  knowledge
    .search(query, kind === undefined ? 3 : 20)
    .filter((found) => kind === undefined || found.kind === kind)
    .slice(0, 3)
    .map(({ score: _, matched, ...found }) => ({ ...found, why: `matches ${matched.slice(0, 4).join(', ')}` }));

const readEntry = (id: string, { knowledge }: ToolContext) => {
  const entries = knowledge.entries();
  const found = entries.find((entry) => entry.id === id.trim().toLowerCase());
  if (found !== undefined) return ok({ hits: [], entry: whole(found) });
  const ids = entries.map((entry) => entry.id);
  return fail({
    at: 'id',
    problem: `id: there is no entry "${id.slice(0, 60)}"`,
    allowed: `an id of the knowledge; the nearest are ${nearestNames(id, ids).join(', ')}`,
    next: 'Call search_knowledge with one of these ids, or with {"query": "<the question>"}.',
  });
};

const whole = (entry: Entry) => ({
  kind: entry.kind,
  id: entry.id,
  title: entry.title,
  markdown: entryMarkdown(entry),
});
