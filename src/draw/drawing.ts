import type { FailurePath } from '../process/course/failure.ts';

/** What can be drawn of a process. */
export type DrawRequest =
  | Readonly<{ kind: 'sequence' | 'state' | 'layers' | 'context' }>
  | Readonly<{ kind: 'failure'; path: FailurePath }>;

/** A diagram as Mermaid text, with a plain title a caller can put above it. */
export type Drawing = Readonly<{ kind: DrawRequest['kind']; title: string; mermaid: string }>;
