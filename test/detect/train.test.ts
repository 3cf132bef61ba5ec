import { expect, test } from 'vitest';
import { ownConversations } from '../../scripts/corpus.ts';
import { printModel, train } from '../../scripts/train.ts';
import { modelText } from './model.ts';

// The model is derived: the lexicon and the conversations decide it, to the byte.
test('the committed model is what `npm run train` writes', () => {
  expect(printModel(train(ownConversations())) === modelText).toBe(true);
});
