import { expect, test } from 'vitest';
import { ownConversations } from '../../scripts/corpus.ts';
import { evalDetection } from '../../scripts/eval-detect.ts';
import { digestOf } from '../../scripts/train.ts';
import { detect } from '../../src/detect/index.ts';
import { model, modelText } from './model.ts';

const rows = ownConversations();

// To learn it again takes a minute: that is left to the slow tests, which compare every byte.
test('the committed model was learned from these conversations and this lexicon', () => {
  expect(model.from, 'run `npm run train`').toBe(digestOf(rows));
});

test('the model is small', () => expect(modelText.length).toBeLessThan(800_000));

test('a dialogue is left alone before its relevant turn', () => {
  const dialogues = rows.filter(({ from }) => from !== undefined && from > 0);
  const { right, of } = evalDetection(dialogues, (messages) => detect(messages, model)).prefixes;
  expect(of).toBeGreaterThan(100);
  expect(right).toBe(0);
});
