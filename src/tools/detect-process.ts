import * as z from 'zod/v4';
import { ok } from '../errors.ts';
import { adviserField, conversationFields, conversationOf } from './conversation-input.ts';
import { secondOpinion } from './second-opinion.ts';
import { defineTool } from './tool.ts';

const span = { message: z.int(), start: z.int(), end: z.int(), text: z.string() };

/** Judges whether a conversation is about a process that spans services, and whether to offer guidance now. */
export const detectProcess = defineTool({
  name: 'detect_process',
  title: 'Detect a distributed process',
  description:
    'Tells whether a conversation needs event-driven architecture guidance: work across services or companies that must all happen or be undone; duplicate, lost or late messages; stuck after a crash; saga or choreography. In any language. Returns triggers with verbatim evidence and the sentence to offer help with.',
  input: z.strictObject({ ...conversationFields, adviser: adviserField }),
  output: z.object({
    detected: z.boolean(),
    score: z.number(),
    triggers: z.array(z.string()),
    evidence: z.array(z.object({ trigger: z.string(), concept: z.string(), ...span })),
    vetoes: z.array(z.object({ concept: z.string(), ...span })),
    offer: z.enum(['make', 'already-made', 'declined', 'none']),
    phrase: z.string().describe('The offer, word for word; empty unless offer is "make".'),
    reason: z.string(),
    adviser: z.object({ used: z.boolean(), note: z.string() }),
  }),
  run: async (input, context) => {
    const { knowledge } = context;
    const conversation = conversationOf('detect_process', input, true);
    if (!conversation.ok) return conversation;
    const { detect } = await import('../detect/index.ts');
    const model = knowledge.detection();
    const found = detect(conversation.value, model);
    const { adviser, ...judged } = await secondOpinion(input.adviser, conversation.value, found, context);
    return ok({ ...judged, adviser, phrase: judged.offer === 'make' ? model.offer : '' });
  },
  render: async (found, { knowledge }) => {
    const { render } = await import('../render/index.ts');
    const about = new Map(knowledge.detection().triggers.map(({ id, about: words }) => [String(id), words]));
    const triggers = found.triggers.map((trigger) => ({
      id: trigger,
      about: about.get(trigger) ?? trigger,
      quotes: found.evidence.filter((each) => each.trigger === trigger).map(({ text }) => text),
    }));
    return render(knowledge.prompts(), 'detect-process', { ...found, triggers });
  },
});
