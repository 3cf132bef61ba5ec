import type { FailurePath } from '../process/course/failure.ts';

/** What can be drawn of a process. */
export const DRAWING_KINDS = ['sequence', 'failure', 'state', 'layers', 'context'] as const;

export type DrawingKind = (typeof DRAWING_KINDS)[number];

export type DrawRequest =
  | Readonly<{ kind: 'sequence' | 'state' | 'layers' | 'context' }>
  | Readonly<{ kind: 'failure'; path: FailurePath }>;

/** A diagram as Mermaid text, with a plain title a caller can put above it. */
export type Drawing = Readonly<{ kind: DrawingKind; title: string; mermaid: string }>;
