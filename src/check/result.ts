import type { Assumption } from '../process/normalised.ts';
import type { PropertyId } from '../process/rules.ts';
import type { Story } from './story.ts';

export type Verdict = 'holds' | 'violated' | 'inconclusive';

/** What a verdict covers. */
export type Coverage = Readonly<{
  /** `any number`, or the most faults in one story up to which every story was looked at; -1: not even those without. */
  faults: 'any number' | Readonly<{ atMost: number }>;
  /** Members looked at, per fan-out. */
  forEach: Readonly<Record<string, number>>;
  ordering: 'none' | 'per_key' | 'global';
  instances: number;
  /** What the document says and the check leaves out, in words. */
  leftOut: readonly string[];
  /** Where the search came to no end: stories told at random, each of up to so many steps; a pass of none. */
  randomStories: Readonly<{ count: number; steps: number }> | null;
}>;

/** A value in a document, by its dotted path. */
export type Edit = Readonly<{
  path: string;
  value: Assumption['value'] | readonly string[] | Readonly<Record<string, string>>;
}>;

/** A change that was tried: with it the promise holds. */
export type Fix = Readonly<{
  /** In words. */
  change: string;
  edits: readonly Edit[];
  /** With this change alone every promise holds, not only the one of its finding. */
  complete: boolean;
}>;

export type Finding = Readonly<{
  property: PropertyId;
  /** The step, message, resource or outcome it is about. */
  subject: string | null;
  /** Faults in the simplest story; null when there is no story because something can never happen. */
  faults: number | null;
  steps: number | null;
  /** false: found at random, where the search came to no end; there may be a simpler story. */
  isSimplest: boolean;
  title: string;
  sentence: string;
  story: Story | null;
  /** The first step of the story (from 1) after which no outcome can be reached. */
  pointOfNoReturn: number | null;
  mermaid: string | null;
  checklist: readonly string[];
  antiPattern: string | null;
  /** Smallest first; each verified by checking the changed process. */
  fixes: readonly Fix[];
}>;

/** A guarantee without which the process does not hold. */
export type Reliance = Readonly<{
  path: string;
  source: Assumption['source'];
  /** What breaks without it. */
  breaks: readonly PropertyId[];
}>;

/** Everything a check says. Holds no time, so that the same process gives the same bytes. */
export type CheckResult = Readonly<{
  process: string;
  verdict: Verdict;
  /** Why it is incomplete: states, memory, stories of too many steps, or `asked` to stop, for lack of time. */
  limit: 'states' | 'bytes' | 'steps' | 'asked' | 'first' | null;
  coverage: Coverage;
  assumptions: readonly Assumption[];
  properties: readonly Readonly<{
    id: PropertyId;
    result: 'holds' | 'violated' | 'not_applicable' | 'undecided';
  }>[];
  findings: readonly Finding[];
  /** The smallest set of changes found with which every promise holds; null when there is nothing to fix or none was found. */
  repair: Fix | null;
  /** For a process that holds: a minimal set of guarantees that the verdict hangs on. */
  reliesOn: readonly Reliance[];
  /** Whether all fixes and premises were looked for; `cut_short`: there may be more, or smaller ones. */
  explanation: 'whole' | 'cut_short' | 'left_out';
  /** What can never happen, in any order of events, in words. */
  deadRules: readonly string[];
  stats: Readonly<{ states: number; transitions: number; bitsPerState: number }>;
}>;
