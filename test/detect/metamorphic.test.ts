import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownConversations } from '../../scripts/corpus.ts';
import type { Conversation } from '../../src/conversation.ts';
import { detect } from '../../src/detect/index.ts';
import { model } from './model.ts';

// A sample that stays as large however many conversations are added, or the tests would take ever longer.
const own = ownConversations();
const every = Math.ceil(own.length / 700);
const conversations = own.filter((_, at) => at % every === 0).map(({ messages }) => messages);
const verdict = (conversation: Conversation) => detect(conversation, model).detected;
const before = conversations.map(verdict);

const changed = (change: (text: string, at: number) => string): number => {
  const flipped = conversations.filter(
    (conversation, at) =>
      verdict(conversation.map((message) => ({ ...message, content: change(message.content, at) }))) !== before[at],
  );
  return flipped.length / conversations.length;
};

describe('what must not matter', () => {
  test.each([
    ['upper case', (text: string) => text.toUpperCase(), 0.01],
    ['lower case', (text: string) => text.toLowerCase(), 0],
    ['a file name', (text: string) => `${text}\nsee src/orders/order-saga.service.ts:42`, 0.02],
    ['a link', (text: string) => `${text}\nhttps://example.com/kafka/saga?outbox=1`, 0.02],
    ['fenced code', (text: string) => `${text}\n\`\`\`ts\nconst total = items.length;\n\`\`\``, 0.02],
    ['white space', (text: string) => `  ${text.replaceAll(' ', '  ')} `, 0],
    ['a greeting', (text: string) => `Hi there. ${text}`, 0.02],
    ['a typo in every 12th long word', withTypos, 0.02],
  ])('%s', (_, change, limit) => expect(changed(change)).toBeLessThanOrEqual(limit));
});

/** Swaps two letters inside of every twelfth word of more than four. */
function withTypos(text: string): string {
  let count = 0;
  return text.replaceAll(/[a-z]{5,}/g, (word) => {
    count += 1;
    return count % 12 === 0 ? `${word[0]}${word[2]}${word[1]}${word.slice(3)}` : word;
  });
}

test('any text gets an answer whose spans are verbatim', () => {
  const role = fc.constantFrom('user', 'assistant', 'system');
  const content = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(...conversations.flat().map((m) => m.content)),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ role, content }), { maxLength: 6 }), (conversation) => {
      const { evidence, vetoes, triggers, score } = detect(conversation, model);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      for (const { message, start, end, text } of [...evidence, ...vetoes])
        expect(conversation[message]?.content.slice(start, end)).toBe(text);
      for (const trigger of triggers) expect(evidence.some((one) => one.trigger === trigger)).toBe(true);
    }),
    { numRuns: 200, seed: 1 },
  );
});
