import { expect, test } from 'vitest';
import { evalRetrieval, painQuestions, readQuestions } from '../../scripts/eval-retrieval.ts';
import { readKnowledge } from '../../src/knowledge/index.ts';

const opened = readKnowledge({ knowledge: 'knowledge', prompts: 'prompts' });
if (!opened.ok) throw new Error(opened.errors[0]?.problem);
const knowledge = opened.value;

test('every pain is found by its title and by its question, among the best three', () => {
  const { asked, missed } = evalRetrieval(painQuestions(knowledge), knowledge);
  expect(asked).toBe(56);
  expect(missed).toEqual([]);
});

test('questions in other words find their entry, at least 95 of 100', () => {
  const { asked, found, missed } = evalRetrieval(readQuestions('test/eval/questions.jsonl'), knowledge);
  expect(asked).toBeGreaterThanOrEqual(60);
  expect({ share: found / asked >= 0.95, missed: missed.slice(3) }).toEqual({ share: true, missed: [] });
});
