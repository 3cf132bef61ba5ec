import * as z from 'zod/v4';
import type { Conversation } from '../conversation.ts';
import { fail, ok, type Result } from '../errors.ts';

/** More than this is refused: an answer must come at once, and nobody means a megabyte of text by a question. */
export const MAX_CHARACTERS = 1_000_000;

/** Deciding looks at each clause in many ways; a conversation this long (a small book) still takes less than a second. */
export const MAX_TO_DECIDE = 100_000;

/** The two ways to hand over a conversation, shared by every tool that reads one. */
export const conversationFields = {
  text: z.string().optional().describe('The user’s words, verbatim.'),
  messages: z
    .array(z.strictObject({ role: z.enum(['user', 'assistant', 'system']), content: z.string() }))
    .max(10_000)
    .optional()
    .describe('Instead of text: {role, content}, oldest first.'),
};

/** Not listed to clients unless the server has a key: asks a language model too. */
export const adviserField = z.boolean().optional().describe('true asks the configured language model too.');

type Given = Readonly<{ text?: string | undefined; messages?: Conversation | undefined }>;

/** The conversation of a call; empty, contradictory or oversized input is an error, unless nothing is allowed. */
export const conversationOf = (
  tool: string,
  given: Given,
  required: boolean,
  most = MAX_CHARACTERS,
): Result<Conversation> => {
  if (given.text !== undefined && given.messages !== undefined) {
    return fail({
      at: 'messages',
      problem: 'text, messages: both are given',
      allowed: 'either text or messages',
      next: `Call ${tool} again with one of them.`,
    });
  }
  const conversation =
    given.messages ?? (given.text === undefined ? [] : [{ role: 'user' as const, content: given.text }]);
  const size = conversation.reduce((sum, message) => sum + message.content.length, 0);
  if (size > most) {
    return fail({
      at: given.text === undefined ? 'messages' : 'text',
      problem: `${given.text === undefined ? 'messages' : 'text'}: ${size} characters are too many`,
      allowed: `at most ${most} characters`,
      next: `Call ${tool} again with the part of the conversation that describes the process.`,
    });
  }
  if (required && conversation.every((message) => message.content.trim() === '')) {
    return fail({
      at: 'text',
      problem: 'text: there is nothing to read',
      allowed: 'text with the user’s words, or messages with a dialogue',
      next: `Call ${tool} again with {"text": "<what the user wrote>"}.`,
    });
  }
  return ok(conversation);
};
