import type { Result } from '../../errors.ts';
import type { Process } from '../schema.ts';
import type { Question } from './sketch.ts';

/**
 * A draft of a process document read from another format, and the questions that remain. The draft says only what the
 * source says: no delivery guarantee, outbox, inbox, retry, deadline or compensation is ever filled in.
 */
export type Imported = Readonly<{ process: Process; missing: readonly Question[] }>;

/** Reads the text of one format; mistakes in it come back as errors with their `line:column`. */
export type Importer = (text: string) => Result<Imported>;
