import type { Conversation } from '../conversation.ts';
import { ok, type Result } from '../errors.ts';
import type { Platform } from '../guide/index.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { Process } from '../process/schema.ts';
import type { Sketch } from '../sketch/index.ts';
import type { Recommendation } from './recommendation.ts';
import type { ToolContext } from './tool.ts';

type Given = Readonly<{
  steps?: string[] | undefined;
  services?: string[] | undefined;
  events?: string[] | undefined;
  document?: string | undefined;
  platform?: { [K in keyof Platform]?: Platform[K] | undefined } | undefined;
  detail?: 'summary' | 'full' | undefined;
}>;

/** The guidance for one recommendation: on the document that is given, or on what can be read out of the text. */
export const guidanceFor = async (
  given: Given,
  conversation: Conversation,
  recommendation: Recommendation,
  { knowledge }: ToolContext,
) => {
  const design = await designOf(given, conversation, recommendation, knowledge);
  if (!design.ok) return design;
  const { process, sketch } = design.value;
  const [{ guide, DEFAULT_PLATFORM }, { render }, { normalise }, { printProcess }, { draw }] = await Promise.all([
    import('../guide/index.ts'),
    import('../render/index.ts'),
    import('../process/normalise.ts'),
    import('../process/print.ts'),
    import('../draw/index.ts'),
  ]);
  const platform = {
    language: given.platform?.language ?? DEFAULT_PLATFORM.language,
    bus: given.platform?.bus ?? DEFAULT_PLATFORM.bus,
    stream: given.platform?.stream ?? DEFAULT_PLATFORM.stream,
    handler: given.platform?.handler ?? DEFAULT_PLATFORM.handler,
  };
  const guided = process === null ? null : guide(process, sketch);
  const wiring =
    guided === null ? '' : render(knowledge.prompts(), `wiring-${platform.language}`, { ...guided, platform });
  return ok({
    recommendation,
    guide: guided,
    platform,
    openItems: openItems(knowledge),
    wiring: wiring.trim(),
    diagram: process === null ? '' : draw(normalise(process), { kind: 'sequence' }).mermaid.trim(),
    document: process === null ? '' : printProcess(process),
    reading: reading(recommendation, knowledge),
    related: process === null ? relatedPains(conversation, knowledge) : [],
    quote: conversation.find(({ role }) => role === 'user')?.content.slice(0, 400) ?? '',
    full: given.detail === 'full',
  });
};

type Design = Readonly<{ process: Process | null; sketch: Sketch | null }>;

const designOf = async (
  given: Given,
  conversation: Conversation,
  { provisional }: Recommendation,
  knowledge: Knowledge,
): Promise<Result<Design>> => {
  if (given.document !== undefined) {
    const { parseProcess } = await import('../process/parse.ts');
    const parsed = parseProcess(given.document, 'document');
    return parsed.ok ? ok({ process: parsed.value.process, sketch: null }) : parsed;
  }
  if (provisional === 'local_transaction') return ok({ process: null, sketch: null });
  const { sketch, draft } = await import('../sketch/index.ts');
  const names = { steps: given.steps ?? [], services: given.services ?? [], events: given.events ?? [] };
  const sketched = sketch(conversation, names, knowledge.sketch());
  // One verb alone is the telling of a mishap ("charged twice"), not of a process.
  if (sketched.steps.length < 2 && names.steps.length === 0) return ok({ process: null, sketch: null });
  return ok({ process: draft(sketched, provisional), sketch: sketched });
};

/** What a design has to settle before it is approved, as far as nothing given settles it. */
const openItems = (knowledge: Knowledge) =>
  knowledge
    .checklist()
    .groups.flatMap(({ items }) => items)
    .filter(({ addition }) => !addition)
    .map(({ id, text, question }) => ({ id, text, question }));

/** Questions others asked that resemble a mishap from which no steps can be read. */
const relatedPains = (conversation: Conversation, knowledge: Knowledge) => {
  const words = conversation.flatMap(({ role, content }) => (role === 'user' ? [content.slice(0, 1000)] : []));
  const ids = knowledge.search(words.join(' '), 8).flatMap(({ kind, id }) => (kind === 'pain' ? [id] : []));
  const pains = knowledge.entries().filter(({ kind, id }) => kind === 'pain' && ids.slice(0, 2).includes(id));
  return pains.map(({ id, question, summary }) => ({ id, question, summary }));
};

/** The knowledge entries that carry the details of the answer. */
const reading = ({ provisional }: Recommendation, knowledge: Knowledge) => {
  const wanted = [
    provisional.replaceAll('_', '-'),
    'command-event-flow',
    'compensation-strategies',
    'outbox',
    'idempotency',
  ];
  return knowledge
    .entries()
    .filter(({ kind, id }) => kind === 'pattern' && wanted.includes(id))
    .map(({ id, title }) => ({ id, title }));
};
