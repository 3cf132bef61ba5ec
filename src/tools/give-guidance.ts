import * as z from 'zod/v4';
import { adviserField, conversationFields, conversationOf, MAX_TO_DECIDE } from './conversation-input.ts';
import { factsField } from './facts-input.ts';
import { guidanceFor } from './guidance/index.ts';
import { guidanceView } from './guidance/view.ts';
import { recommendationFields } from './recommendation-fields.ts';
import { defineTool } from './tool.ts';

const names = z.array(z.string().min(1).max(80)).max(32).optional();
const word = z
  .string()
  .regex(/^[\w.<>*-]{1,60}$/, 'must be a type name such as command.Bus')
  .optional();
const platform = z
  .strictObject({ language: z.enum(['go', 'typescript']).optional(), bus: word, stream: word, handler: word })
  .optional()
  .describe(
    'Default {language: go | typescript, bus: "command.Bus", stream: "event.Stream", handler: "command.Handler"}.',
  );

/** Writes the guidance in its six sections for the process at hand. */
export const giveGuidance = defineTool({
  name: 'give_guidance',
  title: 'Give architecture guidance',
  description:
    'Structured guidance for one business process across services: scenario, recommended pattern, event → command → event layers, components, error handling with a compensation per step, integration, open items. Hand over the conversation verbatim and the names of steps, services and events you know, or a process document. Lists what it assumed.',
  input: z.strictObject({
    ...conversationFields,
    facts: factsField.describe('As in recommend_pattern.'),
    steps: names.describe('Verb first, in order.'),
    services: names.describe('One per step, or all there are.'),
    events: names.describe('The first starts the process.'),
    document: z.string().optional().describe('A process document, YAML or JSON.'),
    platform,
    adviser: adviserField,
    detail: z.enum(['summary', 'full']).optional().describe('full adds diagram and document.'),
  }),
  output: z.object({
    recommendation: z.object(recommendationFields),
    guide: z.looseObject({}).nullable().describe('Layers, undos, components, premises; null when no step is known.'),
    platform: z.object({ language: z.string(), bus: z.string(), stream: z.string(), handler: z.string() }),
    openItems: z.array(z.object({ id: z.string(), text: z.string(), question: z.string() })),
    faults: z.looseObject({ verdict: z.string() }).nullable().describe('The fault check of a given document.'),
    wiring: z.string(),
    diagram: z.string(),
    document: z.string().describe('The proposed design as a process document.'),
    reading: z.array(z.object({ id: z.string(), title: z.string() })),
    related: z.array(z.object({ id: z.string(), question: z.string(), summary: z.string() })),
    quote: z.string(),
    full: z.boolean(),
  }),
  run: async (input, context) => {
    const facts = input.facts ?? {};
    const named = [input.steps, input.services, input.events, input.document].some((given) => given !== undefined);
    const conversation = conversationOf(
      'give_guidance',
      input,
      !named && Object.keys(facts).length === 0,
      MAX_TO_DECIDE,
    );
    if (!conversation.ok) return conversation;
    return guidanceFor(input, conversation.value, context);
  },
  render: async (data, { knowledge }) => {
    const { render } = await import('../render/index.ts');
    return render(knowledge.prompts(), 'guidance', guidanceView(data));
  },
});
