/** What can be drawn of a process. */
export const DRAWING_KINDS = ['sequence', 'failure', 'state', 'layers', 'context'] as const;

export type DrawingKind = (typeof DRAWING_KINDS)[number];

/** Why a step does not succeed: its service refuses with this event, or nothing is heard in time. */
export type FailureCause = Readonly<{ refusal: string }> | 'timeout';

/** One way a process can leave its happy path. */
export type FailurePath = Readonly<{ step: string; cause: FailureCause }>;

export type DrawRequest =
  | Readonly<{ kind: 'sequence' | 'state' | 'layers' | 'context' }>
  | Readonly<{ kind: 'failure'; path: FailurePath }>;

/** A diagram as Mermaid text, with a plain title a caller can put above it. */
export type Drawing = Readonly<{ kind: DrawingKind; title: string; mermaid: string }>;
