import type { Conversation } from '../conversation.ts';
import type { DecisionTable } from '../knowledge/decision-schema.ts';
import { type Asking, attempt } from './attempt.ts';
import type { AdviserOptions } from './options.ts';
import { type Reply, replySchema, type Verified, verify } from './reply.ts';

export { type Combined, combine, type Disagreement } from './combine.ts';
export { type AdviserOptions, adviserOptions } from './options.ts';

/** The adviser's verified facts and opinion, or why there are none. `attempts` counts the requests that were sent. */
export type Advice =
  | (Readonly<{ used: true; model: string; attempts: number }> & Verified)
  | Readonly<{ used: false; reason: string; attempts: number }>;

export type AdviseRequest = Readonly<{
  conversation: Conversation;
  /** The system prompt: `prompts/adviser.hbs` filled with the facts of the table. */
  instructions: string;
  table: DecisionTable;
  options: AdviserOptions;
  signal?: AbortSignal;
}>;

/** Waits between attempts grow from here, doubled each time, up to the longest; a provider's Retry-After goes first. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 8_000;
/** A provider that asks for more patience than this is not worth waiting for. */
const LONGEST_RETRY_AFTER = 30_000;

/**
 * Asks a language model for the facts of a conversation, each with the words it rests on. Only facts whose quotation
 * occurs in the conversation are returned. Never throws and never needs to work: a failing provider is an answer with
 * `used: false` and a reason that holds neither the key nor any text of the conversation. Loads `openai` on first use.
 */
export const advise = async (request: AdviseRequest): Promise<Advice> => {
  const asking = await askingOf(request);
  for (let attempts = 1; ; attempts += 1) {
    const result = await attempt(asking);
    if (result.kind === 'answered') {
      return { used: true, model: request.options.model, attempts, ...verify(result.value, request.conversation) };
    }
    const wait = result.kind === 'again' ? (result.after ?? backoff(attempts)) : 0;
    const over = result.kind === 'gaveUp' || attempts > request.options.retries || wait > LONGEST_RETRY_AFTER;
    if (over || (await cancelledWithin(wait, asking.signal))) {
      return { used: false, reason: asking.signal.aborted ? 'it was cancelled' : result.reason, attempts };
    }
  }
};

const askingOf = async ({
  conversation,
  instructions,
  table,
  options,
  signal,
}: AdviseRequest): Promise<Asking<Reply>> => {
  const [{ OpenAI }, { zodResponseFormat }] = await Promise.all([import('openai'), import('openai/helpers/zod')]);
  const schema = replySchema(table);
  const { type, json_schema } = zodResponseFormat(schema, 'facts');
  const messages = conversation.map(({ role, content }, message) => ({ message, role, content }));
  return {
    // Retries are ours, because the client's do not cover an answer that breaks off; its logs would hold the prompt.
    client: new OpenAI({ apiKey: options.apiKey, baseURL: options.baseURL, maxRetries: 0, logLevel: 'off' }),
    options,
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content: JSON.stringify({ conversation: messages }) },
    ],
    format: { type, json_schema },
    schema,
    signal: signal ?? new AbortController().signal,
  };
};

/** Half of the wait is chance, so that many clients do not come back at the same moment. */
const backoff = (attempts: number): number => {
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempts - 1));
  return wait / 2 + (Math.random() * wait) / 2;
};

/** Waits; true as soon as the signal aborts. */
const cancelledWithin = (wait: number, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => done(false), wait);
    const onAbort = () => done(true);
    const done = (cancelled: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(cancelled);
    };
    if (signal.aborted) done(true);
    else signal.addEventListener('abort', onAbort);
  });
