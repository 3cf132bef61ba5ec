/** A mistake of the user or of the calling model: shown to it, never logged. Bugs are ordinary errors and throw. */
export type UserError = Readonly<{
  /** What was wrong, naming the field and the value. */
  problem: string;
  /** What would have been accepted. */
  allowed: string;
  /** What to do next: a call, a file, a value to try. */
  next: string;
  /** The input field (`facts.teams`) or the place in a document (`order.process.yaml:12`). */
  at?: string;
}>;

/** Either a value or the user's mistakes; never both. */
export type Result<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; errors: readonly UserError[] }>;

/** Wraps a value as a successful result. */
export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

/** Wraps one or more mistakes as a failed result. */
export const fail = (...errors: readonly UserError[]): Result<never> => ({ ok: false, errors });
