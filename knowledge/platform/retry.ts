/** Runs work until it succeeds, its error is permanent, or it has had enough. The work must be safe to repeat. */
export type RetryPolicy = <T>(work: () => Promise<T>) => Promise<T>;

/** An error no repetition can cure: a refusal, a malformed message. */
export class Permanent extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Permanent';
  }
}

type Backoff = Readonly<{
  attempts: number;
  /** Milliseconds. The wait before attempt n + 1 is random between 0 and base · 2ⁿ⁻¹, at most limit. */
  base: number;
  limit: number;
  sleep?: (milliseconds: number) => Promise<void>;
  random?: () => number;
}>;

/** Exponential backoff with full jitter, so that many clients do not return at once. */
export function backoff(options: Backoff): RetryPolicy {
  const { attempts, base, limit, random = Math.random } = options;
  const sleep = options.sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
  return async (work) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof Permanent || attempt >= attempts) throw error;
        await sleep(random() * Math.min(limit, base * 2 ** (attempt - 1)));
      }
    }
  };
}
