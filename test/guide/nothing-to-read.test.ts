import { expect, test } from 'vitest';
import { readKnowledge } from '../../src/knowledge/index.ts';
import { giveGuidance } from '../../src/tools/give-guidance.ts';

const knowledge = readKnowledge({ knowledge: 'knowledge', prompts: 'prompts' });
if (!knowledge.ok) throw new Error(knowledge.errors[0]?.problem);
const context = { knowledge: knowledge.value };

test.each([
  ['saga', { compensation: true, services: 3, ordering: 'sequential', humanSteps: false }],
  ['process_manager', { fanIn: true, services: 3, humanSteps: true }],
  ['choreography', { compensation: false, independentReactions: true, services: 3 }],
  ['local_transaction', { singleDatabase: true, teams: 1 }],
])('guidance without a step that could be read says what would help: %s', async (pattern, facts) => {
  for (const detail of ['summary', 'full']) {
    const answer = await giveGuidance.call({ text: 'Mutual friendliness matters to us.', facts, detail }, context);
    if (!answer.ok) throw new Error(answer.errors[0]?.problem);
    expect(answer.value.data).toMatchObject({ guide: null, recommendation: { pattern } });
    expect(answer.value.text).toContain(pattern === 'local_transaction' ? 'say plainly' : 'with the `steps` by name');
  }
});
