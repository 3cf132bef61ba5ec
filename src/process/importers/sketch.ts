/**
 * What a foreign document says about a process, in its own spelling. Every importer reads its format into one;
 * whatever is absent here is asked for, never guessed.
 */
export type Sketch = Readonly<{
  name?: string | undefined;
  summary?: string | undefined;
  version?: string | undefined;
  pattern?: 'saga' | 'process_manager' | 'choreography' | undefined;
  services?: Readonly<Record<string, SketchService>> | undefined;
  /** The service that coordinates, if the format names one. */
  coordinator?: string | undefined;
  starts?: string | undefined;
  startedBy?: string | undefined;
  steps: readonly SketchStep[];
  completed?: string | undefined;
  cancelled?: string | undefined;
  events?:
    | Readonly<Record<string, Readonly<{ summary?: string | undefined; carries?: readonly string[] | undefined }>>>
    | undefined;
  correlationId?: string | undefined;
  /** What the importer saw and could not take over: asked about like everything else that is missing. */
  questions?: readonly Question[] | undefined;
}>;

export type SketchService = Readonly<{
  summary?: string | undefined;
  owner?: string | undefined;
  external?: boolean | undefined;
}>;

export type SketchRetry = Readonly<{
  attempts: number;
  backoff?: 'none' | 'fixed' | 'exponential' | undefined;
  delay?: string | undefined;
}>;

export type SketchStep = Readonly<{
  id: string;
  summary?: string | undefined;
  service?: string | undefined;
  command?: string | undefined;
  on?: readonly string[] | undefined;
  match?: 'any' | 'all' | undefined;
  success?: readonly string[] | undefined;
  failure?: readonly string[] | undefined;
  onFailure?: 'compensate' | 'retry' | 'continue' | 'escalate' | 'fail' | undefined;
  compensation?:
    | Readonly<{
        command?: string | undefined;
        on?: readonly string[] | undefined;
        success?: string | undefined;
        failure?: string | undefined;
        onFailure?: 'retry' | 'continue' | 'escalate' | 'fail' | undefined;
        retry?: SketchRetry | undefined;
      }>
    | undefined;
  retry?: SketchRetry | undefined;
  timeouts?:
    | readonly Readonly<{
        after: string;
        then: 'compensate' | 'assume_refused' | 'retry' | 'continue' | 'escalate' | 'fail' | 'remind';
      }>[]
    | undefined;
  /** Absent: right after the step above. */
  after?: readonly string[] | undefined;
  when?: readonly string[] | undefined;
  forEach?: string | undefined;
  join?: 'all' | 'all_settled' | 'any' | undefined;
  human?: boolean | undefined;
  sync?: boolean | undefined;
}>;

/** What nobody but the reader can answer, and where in the document the answer goes. */
export type Question = Readonly<{ path: string; question: string }>;
