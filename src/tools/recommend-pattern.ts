import * as z from 'zod/v4';
import { isRecord } from '../record.ts';
import { adviserField, conversationFields, conversationOf, MAX_TO_DECIDE } from './conversation-input.ts';
import { factsField } from './facts-input.ts';
import { questionForm } from './question-form.ts';
import { recommend } from './recommendation.ts';
import { recommendationFields } from './recommendation-fields.ts';
import { recommendationView } from './recommendation-view.ts';
import { defineTool } from './tool.ts';

/** Chooses how a process is coordinated, with the facts that decided and the one that would change the answer. */
export const recommendPattern = defineTool({
  name: 'recommend_pattern',
  title: 'Recommend a coordination pattern',
  description:
    'Chooses saga, process manager, choreography or one local transaction for a business process, from text, facts or both. Returns the decisive facts with the words they rest on, the runner-up and what would flip it, or up to three questions: ask the user, do not guess.',
  input: z.strictObject({ ...conversationFields, facts: factsField, adviser: adviserField }),
  output: z.object(recommendationFields),
  run: async (input, context) => {
    const facts = input.facts ?? {};
    const conversation = conversationOf('recommend_pattern', input, Object.keys(facts).length === 0, MAX_TO_DECIDE);
    if (!conversation.ok) return conversation;
    return recommend('recommend_pattern', conversation.value, facts, input.adviser, context);
  },
  render: async (view, { knowledge }) => {
    const { render } = await import('../render/index.ts');
    return render(knowledge.prompts(), 'recommend-pattern', recommendationView(view));
  },
  ask: ({ questions }, { knowledge }) => questionForm(questions, knowledge.prompts()['question-form'] ?? ''),
  accept: (args, form) => ({ ...args, facts: { ...(isRecord(args.facts) ? args.facts : {}), ...form } }),
});
