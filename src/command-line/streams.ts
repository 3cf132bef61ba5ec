import type { Writable } from 'node:stream';
import type { StandardInput } from './input.ts';

/** What a command reads and writes. */
export type Streams = Readonly<{ stdin: StandardInput; stdout: Writable; stderr: Writable }>;
