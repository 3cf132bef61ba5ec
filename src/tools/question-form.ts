import * as z from 'zod/v4';
import type { Form } from './tool.ts';

type Question = Readonly<{ fact: string; question: string; why: string; recommended: unknown }>;

/** The open questions as a form: one field per fact, with the reason for asking and a recommended answer. */
export const questionForm = (questions: readonly Question[], message: string): Form | undefined => {
  if (questions.length === 0) return undefined;
  const fields = questions.map((question) => [question.fact, field(question)] as const);
  return { message, fields: z.object(Object.fromEntries(fields)) };
};

const field = ({ question, why, recommended }: Question): z.ZodType => {
  const description = `${question} ${why}`;
  switch (typeof recommended) {
    case 'boolean':
      return z.boolean().default(recommended).describe(description);
    case 'number':
      return z.int().default(recommended).describe(description);
    default:
      return z.string().default(String(recommended)).describe(description);
  }
};
