import type OpenAI from 'openai';
import type * as z from 'zod/v4';
import type { AdviserOptions } from './options.ts';

/** One request's end. `again` after the given milliseconds (null: as you like), or `gaveUp` for good. */
export type Attempt<T> =
  | Readonly<{ kind: 'answered'; value: T }>
  | Readonly<{ kind: 'again'; reason: string; after: number | null }>
  | Readonly<{ kind: 'gaveUp'; reason: string }>;

/** Longest answer that is read, in characters: an endpoint that never stops must not fill the memory. */
const LONGEST = 400_000;

/** Everything one attempt needs; `format` is the structured output made of `schema`. */
export type Asking<T> = Readonly<{
  client: OpenAI;
  options: AdviserOptions;
  messages: readonly Readonly<{ role: 'system' | 'user'; content: string }>[];
  format: OpenAI.ResponseFormatJSONSchema;
  schema: z.ZodType<T>;
  signal: AbortSignal;
}>;

/** Sends one streaming request and reads the answer to its end. Never throws; reasons carry no text of user or provider. */
export const attempt = async <T>(asking: Asking<T>): Promise<Attempt<T>> => {
  const deadline = AbortSignal.timeout(asking.options.timeout);
  try {
    return parsed(await streamed(asking, AbortSignal.any([asking.signal, deadline])), asking.schema);
  } catch (error) {
    if (asking.signal.aborted) return { kind: 'gaveUp', reason: 'it was cancelled' };
    if (deadline.aborted) return again(`no complete answer within ${asking.options.timeout} ms`);
    return failed(error);
  }
};

type Streamed = Readonly<{ text: string; refused: boolean; end: string | null }>;

const streamed = async <T>(asking: Asking<T>, signal: AbortSignal): Promise<Streamed> => {
  const { client, options } = asking;
  const stream = await client.chat.completions.create(
    {
      model: options.model,
      messages: [...asking.messages],
      response_format: asking.format,
      max_completion_tokens: options.maxTokens,
      stream: true,
    },
    { signal },
  );
  let text = '';
  let refused = false;
  let end: string | null = null;
  for await (const { choices } of stream) {
    const choice = choices[0];
    text += choice?.delta.content ?? '';
    refused ||= Boolean(choice?.delta.refusal);
    end = choice?.finish_reason ?? end;
    if (text.length > LONGEST) return { text, refused, end: 'length' };
  }
  signal.throwIfAborted();
  return { text, refused, end };
};

const parsed = <T>({ text, refused, end }: Streamed, schema: z.ZodType<T>): Attempt<T> => {
  if (refused || end === 'content_filter') return { kind: 'gaveUp', reason: 'the model refused to answer' };
  if (end === 'length') return { kind: 'gaveUp', reason: 'the answer was longer than the token limit' };
  if (end === null) return again('the answer broke off');
  const value = jsonOf(text);
  if (value === undefined) return again('the answer was not JSON');
  const checked = schema.safeParse(value);
  return checked.success
    ? { kind: 'answered', value: checked.data }
    : again('the answer did not have the agreed shape');
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const again = (reason: string, after: number | null = null): Attempt<never> => ({ kind: 'again', reason, after });

const failed = (error: unknown): Attempt<never> => {
  const status = fieldOf(error, 'status');
  if (typeof status !== 'number') return again('the connection failed');
  const reason = `the endpoint answered with HTTP ${status}`;
  const passing = status === 408 || status === 409 || status === 429 || status >= 500;
  return passing ? again(reason, retryAfter(fieldOf(error, 'headers'))) : { kind: 'gaveUp', reason };
};

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;

/** Milliseconds of a Retry-After header in seconds or as a date. */
const retryAfter = (headers: unknown): number | null => {
  const header = headers instanceof Headers ? headers.get('retry-after') : null;
  if (header === null) return null;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000;
  return Number.isNaN(wait) ? null : Math.max(0, wait);
};
