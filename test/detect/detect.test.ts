import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../src/conversation.ts';
import { detect } from '../../src/detect/index.ts';
import { model } from './model.ts';

const says = (content: string): Conversation => [{ role: 'user', content }];

describe('detect', () => {
  const needs: readonly (readonly [string, string])[] = [
    ['the trade', 'Saga or process manager for payment, stock and shipping microservices with a payment deadline?'],
    [
      'an outbox',
      'We save the order and then publish to Kafka; when the pod dies in between the event is lost. Outbox?',
    ],
    [
      'no jargon',
      'The guest pressed pay again because our page hung, and the hotel has two bookings while the bank took the money twice.',
    ],
    ['event sourcing', 'How do we change the schema of events in an event-sourced aggregate after three years?'],
  ];
  test.each(needs)('finds the need in %s', (_, text) => {
    const { detected, triggers, evidence, offer } = detect(says(text), model);
    expect({ detected, offer }).toEqual({ detected: true, offer: 'make' });
    for (const trigger of triggers) expect(evidence.map((one) => one.trigger)).toContain(trigger);
    for (const { start, end, text: span } of evidence) expect(text.slice(start, end)).toBe(span);
  });

  const harmless: readonly (readonly [string, string])[] = [
    ['redux-saga', 'redux-saga: takeLatest cancels my fetch when I type quickly, is debounce the better effect?'],
    ['PM2', 'PM2 process manager: how do I start my app on boot?'],
    ['a rebase', 'How do I abort a git rebase that went wrong halfway?'],
    ['one transaction', 'Is SELECT FOR UPDATE needed in one Postgres transaction over two rows of the same table?'],
    ['small talk', 'thanks, that worked'],
    ['nothing', ''],
  ];
  test.each(harmless)('is silent on %s', (_, text) => {
    expect(detect(says(text), model)).toMatchObject({ detected: false, triggers: [], evidence: [], offer: 'none' });
  });
});
