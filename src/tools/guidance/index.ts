import type { Conversation } from '../../conversation.ts';
import { ok } from '../../errors.ts';
import { factsOf, guide, type Platform, platformOf } from '../../guide/index.ts';
import type { Knowledge } from '../../knowledge/index.ts';
import type { ParsedProcess } from '../../process/parse.ts';
import { parsedDocument } from '../document-input.ts';
import { checkInPassing } from '../faults.ts';
import { type Recommendation, recommend } from '../recommendation.ts';
import type { ToolContext } from '../tool.ts';
import { type Design, designFor } from './design.ts';
import { openItems } from './open-items.ts';
import { reading, relatedPains } from './reading.ts';

type Given = Readonly<{
  facts?: Readonly<Record<string, unknown>> | undefined;
  steps?: readonly string[] | undefined;
  services?: readonly string[] | undefined;
  events?: readonly string[] | undefined;
  document?: string | undefined;
  platform?: { [K in keyof Platform]?: Platform[K] | undefined } | undefined;
  adviser?: boolean | undefined;
  detail?: 'summary' | 'full' | undefined;
}>;

/** Guidance on the document that is given, or on what can be read out of the conversation. */
export const guidanceFor = async (given: Given, conversation: Conversation, context: ToolContext) => {
  const { knowledge } = context;
  const parsed = given.document === undefined ? ok(undefined) : await parsedDocument(given.document, context);
  if (!parsed.ok) return parsed;
  const facts = { ...(parsed.value === undefined ? {} : factsOf(parsed.value.process)), ...given.facts };
  const recommended = await recommend('give_guidance', conversation, facts, given.adviser, context);
  if (!recommended.ok) return recommended;
  const names = { steps: given.steps ?? [], services: given.services ?? [], events: given.events ?? [] };
  const design = await designFor(parsed.value, names, conversation, recommended.value, knowledge);
  const recommendation = heeding(design, recommended.value);
  const platform = platformOf(given.platform ?? {});
  return ok({
    recommendation,
    platform,
    ...(await laidOut(design, platform, knowledge)),
    openItems: await openItems(design, conversation, knowledge),
    faults: design.kind === 'given' ? await faultsOf(design.parsed, context) : null,
    reading: reading(recommendation, knowledge),
    related: design.kind === 'none' ? relatedPains(conversation, knowledge) : [],
    quote: conversation.find(({ role }) => role === 'user')?.content.slice(0, 400) ?? '',
    full: given.detail === 'full',
  });
};

/** What the fault checker says of a document that was given: its verdict and the titles of the stories. */
const faultsOf = async (parsed: ParsedProcess, context: ToolContext) => {
  const { verdict, findings, repair } = await checkInPassing(parsed, context);
  return { verdict, stories: findings.map(({ title }) => title), repair: repair?.change ?? '' };
};

/** The design as the guidance shows it: laid out, wired, drawn and printed. */
const laidOut = async (design: Design, platform: Platform, knowledge: Knowledge) => {
  if (design.kind === 'none') return { guide: null, wiring: '', diagram: '', document: '' };
  const [{ render }, { normalise }, { printProcess }, { draw }] = await Promise.all([
    import('../../render/index.ts'),
    import('../../process/normalise.ts'),
    import('../../process/print.ts'),
    import('../../draw/index.ts'),
  ]);
  const guided = guide(design.process, design.kind === 'draft' ? design.sketch : null);
  return {
    guide: guided,
    wiring: render(knowledge.prompts(), `wiring-${platform.language}`, { ...guided, platform }).trim(),
    diagram: draw(normalise(design.process), { kind: 'sequence' }).mermaid.trim(),
    document: printProcess(design.process).trim(),
  };
};

/** A document says itself which pattern it follows; where its own facts ask for another, that is a warning. */
const heeding = (design: Design, recommendation: Recommendation): Recommendation => {
  if (design.kind !== 'given') return recommendation;
  const { pattern } = design.process;
  if (recommendation.pattern === pattern || recommendation.pattern === 'ask') {
    return { ...recommendation, pattern, provisional: pattern, questions: [] };
  }
  const words = (name: string) => name.replaceAll('_', ' ');
  const warning = `The document is written as a ${words(pattern)}; what it says of itself asks for: ${words(recommendation.pattern)}.`;
  return { ...recommendation, provisional: pattern, warnings: [warning, ...recommendation.warnings] };
};
