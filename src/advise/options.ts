import * as z from 'zod/v4';
import { fail, ok, type Result } from '../errors.ts';

/** How to reach the adviser. Times in milliseconds, `maxTokens` of the answer. */
export type AdviserOptions = Readonly<{
  apiKey: string;
  baseURL: string | null;
  model: string;
  /** For one attempt, from the request to the last piece of the answer. */
  timeout: number;
  maxTokens: number;
  /** Further attempts after a failure that may pass. */
  retries: number;
}>;

const whole = (least: number, most: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'a whole number')
    .transform(Number)
    .pipe(z.number().min(least).max(most))
    .default(otherwise);

const environmentSchema = z.object({
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url().optional(),
  EDA_ADVISER_MODEL: z.string().min(1).default('gpt-5-mini'),
  EDA_ADVISER_TIMEOUT_MS: whole(100, 600_000, 20_000),
  EDA_ADVISER_MAX_TOKENS: whole(64, 100_000, 4_000),
  EDA_ADVISER_RETRIES: whole(0, 10, 2),
});

/** Reads the options from environment variables; null without `OPENAI_API_KEY`, which turns the adviser off. */
export const adviserOptions = (
  environment: Readonly<Record<string, string | undefined>>,
): Result<AdviserOptions | null> => {
  const given = Object.fromEntries(
    Object.keys(environmentSchema.shape).flatMap((name) => {
      const value = environment[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    return fail(
      ...parsed.error.issues.map(({ path, message }) => ({
        problem: `${path.join('.')} cannot be used: ${message}`,
        allowed: 'a URL in OPENAI_BASE_URL, whole numbers in the EDA_ADVISER_ variables',
        next: `Correct or remove the environment variable ${path.join('.')}.`,
        at: path.join('.'),
      })),
    );
  }
  const { data } = parsed;
  if (data.OPENAI_API_KEY === undefined) return ok(null);
  return ok({
    apiKey: data.OPENAI_API_KEY,
    baseURL: data.OPENAI_BASE_URL ?? null,
    model: data.EDA_ADVISER_MODEL,
    timeout: data.EDA_ADVISER_TIMEOUT_MS,
    maxTokens: data.EDA_ADVISER_MAX_TOKENS,
    retries: data.EDA_ADVISER_RETRIES,
  });
};
