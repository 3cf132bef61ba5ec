import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { readKnowledge } from '../../src/knowledge/index.ts';
import { giveGuidance } from '../../src/tools/give-guidance.ts';

const opened = readKnowledge({ knowledge: 'knowledge', prompts: 'prompts' });
if (!opened.ok) throw new Error(opened.errors[0]?.problem);
const context = { knowledge: opened.value };

/** Facts that lead to each answer. */
const ANSWERS = {
  saga: { compensation: true, ordering: 'sequential', singleDatabase: false, humanSteps: false },
  process_manager: { humanSteps: true, singleDatabase: false },
  choreography: { independentReactions: true, compensation: false, singleDatabase: false },
  local_transaction: { singleDatabase: true },
  ask: {},
};

const STORIES = {
  'no words': {},
  'a mishap': { text: 'It was charged twice and nobody knows why.' },
  'a process': {
    text: 'When a trip is booked we charge the card, reserve the room and book the shuttle at the bus partner within 10 minutes.',
  },
  'a long process': {
    text: 'When a trip is booked we charge the card at the bank, reserve the room, book the shuttle, assign a guide, issue the ticket, print the badge, schedule the tour, activate the pass, credit the points and notify the guest.',
  },
  'names only': { steps: ['charge card', 'reserve room'], services: ['billing', 'hotel'], events: ['TripBooked'] },
};

const HEADINGS = [
  '### Scenario Summary',
  '### Recommended Pattern',
  '### Implementation Approach',
  '### Key Components',
  '### Error Handling Strategy',
  '### Integration Points',
];

const cases = Object.entries(ANSWERS).flatMap(([pattern, facts]) =>
  Object.entries(STORIES).flatMap(([story, given]) =>
    (['summary', 'full'] as const)
      .filter(() => Object.keys(facts).length + Object.keys(given).length > 0)
      .map((detail) => ({ pattern, story, detail, args: { ...given, facts, detail } })),
  ),
);

describe('the guidance', () => {
  test.each(cases)('$pattern, $story, $detail: six sections within the budget', async ({ detail, args }) => {
    const answer = await giveGuidance.call(args, context);
    if (!answer.ok) throw new Error(answer.errors[0]?.problem);
    const { text, data } = answer.value;
    expect([...text.matchAll(/^### .*/gm)].map(([heading]) => heading)).toEqual(HEADINGS);
    expect(text).toMatch(/^## Event-Driven Architecture Guidance\n/);
    expect(text).toMatch(/\nNext: .+\n$/);
    expect(text).not.toMatch(/undefined|\[object|\{\{/);
    expect(encode(text).length).toBeLessThan(detail === 'summary' ? 1500 : 8000);
    expect(giveGuidance.output.safeParse(data).error).toBeUndefined();
  });

  test.each(Object.keys(ANSWERS))('%s is what its facts lead to', async (pattern) => {
    const facts = Object.entries(ANSWERS).find(([name]) => name === pattern)?.[1] ?? {};
    const answer = await giveGuidance.call({ text: STORIES['a mishap'].text, facts }, context);
    expect(answer.ok && answer.value.data).toMatchObject({ recommendation: { pattern } });
  });
});
