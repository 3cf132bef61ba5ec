import { describe, expect, test } from 'vitest';
import { readKnowledge } from '../../src/knowledge/index.ts';

const read = readKnowledge({ knowledge: 'knowledge', prompts: 'prompts' });
if (!read.ok) throw new Error(JSON.stringify(read.errors));
const { entries, search } = read.value;

describe('a hit', () => {
  test.each(entries().map((entry) => [entry.id, entry] as const))('shows %s as it stands in its file', (_, entry) => {
    const hit = search(entry.title, 10).find(({ id }) => id === entry.id);
    expect(hit).toMatchObject({ title: entry.title, summary: entry.summary });
  });

  test.each([
    ['what if a retried payment is retried', ['retried', 'payment']],
    ['Publishing TWICE', ['publishing', 'twice']],
    ['why is it', []],
  ])('answers "%s" to its words as they were asked', (query, words) => {
    expect(search(query, 1).flatMap(({ matched }) => matched)).toEqual(words);
  });
});
