import * as z from 'zod/v4';
import { fail, ok } from '../errors.ts';
import { conversationFields, conversationOf } from './conversation-input.ts';
import { factsField } from './facts-input.ts';
import { guidanceFor } from './guidance.ts';
import { guidanceView } from './guidance-view.ts';
import { recommend } from './recommendation.ts';
import { recommendationFields } from './recommendation-fields.ts';
import { defineTool } from './tool.ts';

const names = z.array(z.string().min(1).max(80)).max(32).optional();
const word = z.string().regex(/^[\w.<>*-]{1,60}$/, 'a type name such as command.Bus');

/** Writes the guidance in the seed's six sections for the process at hand. */
export const giveGuidance = defineTool({
  name: 'give_guidance',
  title: 'Give event-driven architecture guidance',
  description:
    'Structured guidance for one business process across services: scenario summary, recommended pattern, implementation approach in event → command → event layers, key components, error handling with a compensation per step, integration points, open checklist items. Hand over the conversation verbatim; add the names of steps, services and events if you know them, or a process document. Names it made up are listed as assumed.',
  input: z.strictObject({
    ...conversationFields,
    facts: factsField,
    steps: names.describe('Steps in order, verb first: "charge card".'),
    services: names.describe('Services; one per step, in order, if as many.'),
    events: names.describe('Known events; the first is the one that starts the process.'),
    document: z.string().optional().describe('A process document (YAML or JSON) to guide on.'),
    language: z.enum(['go', 'typescript']).optional().describe('Language of the wiring. Default go.'),
    bus: word.optional().describe('What the platform calls command.Bus.'),
    stream: word.optional().describe('What it calls event.Stream.'),
    handler: word.optional().describe('What it calls command.Handler.'),
    detail: z.enum(['summary', 'full']).optional().describe('full adds diagram, process document and reading.'),
  }),
  output: z.object({
    recommendation: z.object(recommendationFields),
    guide: z.looseObject({}).nullable().describe('Layers, undos, components, premises; null when no step is known.'),
    platform: z.object({ language: z.string(), bus: z.string(), stream: z.string(), handler: z.string() }),
    openItems: z.array(z.object({ id: z.string(), text: z.string(), question: z.string() })),
    wiring: z.string(),
    diagram: z.string(),
    document: z.string().describe('The proposed design as a process document.'),
    reading: z.array(z.object({ id: z.string(), title: z.string() })),
    quote: z.string(),
    full: z.boolean(),
  }),
  run: async (input, context) => {
    const facts = input.facts ?? {};
    const named = [input.steps, input.services, input.events, input.document].some((given) => given !== undefined);
    const conversation = conversationOf('give_guidance', input, !named && Object.keys(facts).length === 0);
    if (!conversation.ok) return conversation;
    const recommendation = await recommend('give_guidance', conversation.value, facts, context.knowledge);
    if (!recommendation.ok) return recommendation;
    const guidance = await guidanceFor(input, conversation.value, recommendation.value, context);
    return guidance.ok ? ok(guidance.value) : fail(...guidance.errors);
  },
  render: async (data, { knowledge }) => {
    const { render } = await import('../render/index.ts');
    return render(knowledge.prompts(), 'guidance', guidanceView(data));
  },
});
