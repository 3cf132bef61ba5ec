import { describe, expect, test } from 'vitest';
import { ownConversations } from '../../scripts/corpus.ts';
import { baselines, holdOut } from '../../scripts/cross-validate.ts';
import { printModel, train } from '../../scripts/train.ts';
import { detect } from '../../src/detect/index.ts';
import { modelText } from '../detect/model.ts';

const rows = ownConversations();

// The model is derived: the lexicon and the conversations decide it, to the byte.
test('the committed model is what `npm run train` writes', () => {
  expect(printModel(train(rows)) === modelText).toBe(true);
});

describe('conversations that the model has not seen', () => {
  const { figures, held, model, verdicts } = holdOut(rows, 0);
  const share = ({ right, of }: { right: number; of: number } = { right: Number.NaN, of: 1 }) => right / of;

  // The baseline: what one fold gave when this was written, less a little. It may rise, and must not sink.
  test('are judged no worse than before', () => {
    expect(figures.f1).toBeGreaterThan(0.89);
    expect(share(figures.recallBySlice.hard)).toBeGreaterThan(0.8);
    expect(share(figures.falseBySlice.near)).toBeLessThan(0.09);
    expect(share(figures.falseBySlice.adjacent)).toBeLessThan(0.08);
    expect(share(figures.pairs)).toBeGreaterThan(0.7);
  });

  // None of these is among the additions that the model is shown. The aim is 2 %; 1.6 to 6.1 % is what there was.
  test.each([
    ['before', (text: string) => `Quick question: ${text}`],
    ['before', (text: string) => `Hi team, ${text}`],
    ['after', (text: string) => `${text} Thanks!`],
    ['after', (text: string) => `${text} We already use Temporal.`],
  ])('seldom change their verdict by harmless words %s', (_, add) => {
    const flipped = held.filter(({ id, messages }) => {
      const last = messages.findLastIndex(({ role }) => role === 'user');
      const added = messages.map((each, at) => (at === last ? { ...each, content: add(each.content) } : each));
      return detect(added, model).detected !== verdicts.get(id)?.detected;
    });
    expect(flipped.length / held.length).toBeLessThan(0.08);
  });

  test('neither length nor the number of turns explains the verdicts', () => {
    const { length, turns } = baselines(rows.filter((_, at) => at % 5 === 0));
    expect(figures.f1 - length.f1).toBeGreaterThan(0.15);
    expect(figures.f1 - turns.f1).toBeGreaterThan(0.15);
  });
});
