import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../src/conversation.ts';
import { detect } from '../../src/detect/index.ts';
import { model } from './model.ts';

const says = (content: string): Conversation => [{ role: 'user', content }];

describe('evidence', () => {
  test('of a word without end is short', () => {
    const endless = `we must compensate${'e'.repeat(100_000)} the charge when the hotel fails`;
    const { detected, evidence } = detect(says(endless), model);
    expect(detected).toBe(true);
    for (const { text } of evidence) expect(text.length).toBeLessThanOrEqual(160);
  });

  test('for one trigger quotes no words twice', () => {
    const long =
      'When a farmer orders seed in the portal we freeze the amount in the ledger service, then the warehouse service picks the sacks, then the haulage firm takes the booking, and if haulage refuses we release the amount and put the sacks back.';
    const { triggers, evidence } = detect(says(long), model);
    expect(triggers.length).toBeGreaterThan(0);
    for (const [at, one] of evidence.entries())
      for (const other of evidence.slice(at + 1))
        if (one.trigger === other.trigger) expect(one.end <= other.start || other.end <= one.start).toBe(true);
  });

  test('is what the user said, where the user said anything of the kind', () => {
    const { evidence } = detect(
      [
        {
          role: 'user',
          content: 'We charge the card, then book the seat at the airline; if booking fails who refunds?',
        },
        { role: 'assistant', content: 'You need a compensation: refund the card when the airline refuses the seat.' },
        { role: 'user', content: 'And if the refund is refused too?' },
      ],
      model,
    );
    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.filter(({ message }) => message === 1)).toEqual([]);
  });
});

describe('the reason', () => {
  test.each([
    ['In my React app I use redux-saga. How do I cancel a running saga?', 'look-alike'],
    ['Hi, can you help me write a TypeScript function that formats a price in euros?', 'no-need'],
  ])('of the silence on "%s" is %s', (text, reason) => expect(detect(says(text), model).reason).toBe(reason));
});

describe('what nobody sees', () => {
  const seen = 'The customer was charged twice because the message was delivered again, and the airline never got it.';

  test.each([
    ['soft hyphens', '\u00ad'],
    ['zero-width spaces', '\u200b'],
    ['zero-width joiners', '\u200d'],
    ['marks of direction', '\u200e'],
    ['byte order marks', '\ufeff'],
  ])('%s inside of words change nothing', (_, hidden) => {
    const text = seen.replaceAll(/(\w{3})(?=\w)/g, `$1${hidden}`);
    expect(text.length).toBeGreaterThan(seen.length + 10);
    const { score, evidence } = detect(says(text), model);
    expect(score).toBe(detect(says(seen), model).score);
    for (const { start, end, text: span } of evidence) expect(text.slice(start, end)).toBe(span);
  });
});
