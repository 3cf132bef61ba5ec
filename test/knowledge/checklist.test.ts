import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkerProperties, checklistSchema } from '../../src/knowledge/checklist-schema.ts';

const original = {
  'Transaction Boundaries': [
    'Each operation has clear local transaction scope',
    'No cross-service ACID transactions',
    'Compensation actions defined for all critical steps',
  ],
  'Event Design': [
    'Internal events separated from external events',
    'Events contain enough context for next steps',
    'Event naming follows ubiquitous language',
  ],
  'Error Handling': [
    'Transient errors handled with retry policies',
    'Permanent errors trigger compensation',
    'Dead letter queues configured for unprocessable messages',
  ],
  Infrastructure: [
    'Durable message bus for reliable delivery',
    'Outbox pattern implemented for atomic operations',
    'Monitoring and observability for distributed flows',
  ],
};

const source: unknown = parse(readFileSync('knowledge/checklist.yaml', 'utf8'));
const checklist = checklistSchema.parse(source);
const items = checklist.groups.flatMap((group) => group.items);

describe('the checklist', () => {
  it('keeps the four groups of three in their own words and order', () => {
    const kept = checklist.groups.map(({ title, items }) => [
      title,
      items.filter((item) => !item.addition).map((item) => item.text),
    ]);
    expect(Object.fromEntries(kept)).toEqual(original);
  });

  it('gives every item an id of its own', () => {
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
  });

  it('uses every property of the checker for some item', () => {
    const used = new Set(items.flatMap((item) => item.properties));
    expect(checkerProperties.filter((property) => !used.has(property))).toEqual([]);
  });

  it.each([
    ['an unknown property', (text: string) => text.replace('no-lost-update', 'no-lost-updates')],
    ['an id outside its group', (text: string) => text.replace('id: event-design.', 'id: events.')],
    ['a question without a question mark', (text: string) => text.replace('commits together?', 'commits together')],
    ['an item that no anti-pattern decides', (text: string) => text.replace(/anti_patterns: \[.*\]/, '')],
  ])('refuses %s', (_, spoil) => {
    const spoilt = spoil(readFileSync('knowledge/checklist.yaml', 'utf8'));
    expect(checklistSchema.safeParse(parse(spoilt)).success).toBe(false);
  });
});
