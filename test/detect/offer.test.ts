import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../src/conversation.ts';
import { detect } from '../../src/detect/index.ts';
import { model } from './model.ts';

const need =
  'We charge the card and then reserve the stock in another service; if that fails who refunds the customer?';
const dialogue = (...turns: readonly string[]): Conversation =>
  turns.map((content, at) => ({ role: at % 2 === 0 ? 'user' : 'assistant', content }));

describe('the offer', () => {
  test('is made when the need shows', () => expect(detect(dialogue(need), model).offer).toBe('make'));

  test('is one sentence, always the same', () =>
    expect(model.offer).toBe(
      'Would you like me to provide event-driven architecture guidance for this distributed process?',
    ));

  test.each([
    ['as it is', model.offer],
    ['in bold at the end of an answer', `That is a dual write.\n\n**${model.offer}**`],
    ['broken over lines', model.offer.replaceAll(' ', '\n')],
  ])('is made once, %s', (_, offer) =>
    expect(detect(dialogue(need, offer, 'what would the refund look like?'), model).offer).toBe('already-made'),
  );

  test.each([
    'no',
    'No thanks, just fix the null check',
    'not now',
    'nein danke',
    'non merci',
    'nie, dzięki',
    '不用了',
  ])('is not repeated after "%s"', (answer) => {
    const { offer } = detect(dialogue(need, model.offer, answer, 'Fine.', need), model);
    expect(offer).toBe('declined');
  });

  test.each([
    'So yes, please',
    'Yes please, no jargon though',
    'ja, nicht nötig es lang zu machen',
    'sim, só o essencial',
  ])('counts "%s" as a yes', (answer) =>
    expect(detect(dialogue(need, model.offer, answer, 'Fine.', need), model).offer).toBe('already-made'),
  );

  test('is not made to who does not want any', () =>
    expect(detect(dialogue(`${need} No architecture advice please.`), model).offer).toBe('declined'));

  test('a no to something else is not a no to the offer', () =>
    expect(detect(dialogue(need, 'Is there a queue?', 'no, none'), model).offer).toBe('make'));
});
