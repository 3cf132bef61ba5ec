import { readFileSync } from 'node:fs';
import * as z from 'zod/v4';
import type { Knowledge } from '../src/knowledge/index.ts';

const questionSchema = z.strictObject({ question: z.string(), entries: z.array(z.string()).min(1) });

export type Retrieval = Readonly<{ asked: number; found: number; missed: readonly string[] }>;

/** How many questions find one of their entries among the best three. */
export const evalRetrieval = (
  questions: readonly z.output<typeof questionSchema>[],
  knowledge: Knowledge,
): Retrieval => {
  const missed = questions.filter(({ question, entries }) => {
    const hits = knowledge.search(question, 3);
    return !hits.some(({ id }) => entries.includes(id));
  });
  const words = missed.map(({ question, entries }) => {
    const got = knowledge.search(question, 3).map(({ id }) => id);
    return `${question} → ${got.join(', ')} instead of ${entries.join(' or ')}`;
  });
  return { asked: questions.length, found: questions.length - missed.length, missed: words };
};

/** Labelled questions: `{question, entries: [ids any of which answers it]}`, one per line. */
export const readQuestions = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => questionSchema.parse(JSON.parse(line)));

/** Every pain, asked by its title and by its question. */
export const painQuestions = (knowledge: Knowledge) =>
  knowledge
    .entries()
    .filter(({ kind }) => kind === 'pain')
    .flatMap(({ id, title, question }) => [title, question].map((words) => ({ question: words, entries: [id] })));
