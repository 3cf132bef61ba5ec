import type { ReviewWords } from '../knowledge/review-schema.ts';
import type { NormalisedProcess } from '../process/normalised.ts';

export type Verdict = 'pass' | 'fail' | 'unknown';

/** What a verdict rests on: a line of the document, a sentence of the prose, or a run of the fault checker. */
export type Evidence =
  | Readonly<{
      source: 'document';
      path: string;
      line: number;
      /** False: the document does not say; the pessimistic default stands in. */
      stated: boolean;
    }>
  | Readonly<{ source: 'prose'; line: number; sentence: string }>
  | Readonly<{ source: 'checker'; property: string; sentence: string }>;

/** What one rule saw at one place of the document. */
export type Observation = Readonly<{
  rule: string;
  holds: boolean;
  path: string;
  /** Names that the rule's words are filled with. */
  values: Readonly<Record<string, string>>;
}>;

/** Looks at a document; pure. Sees nothing (an empty list) when the document has nothing the rule is about. */
export type Rule = (process: NormalisedProcess, limits: ReviewWords['limits']) => readonly Observation[];

/** One sentence about the design with the places it comes from. */
export type Statement = Readonly<{ rule: string; text: string; evidence: readonly Evidence[] }>;

export type ItemReview = Readonly<{
  id: string;
  text: string;
  verdict: Verdict;
  /** Why: what is violated if it fails, what holds if it passes. */
  reasons: readonly Statement[];
  /** What to ask when it is unknown. */
  question: string | null;
}>;

/** Something wrong with the design. */
export type Finding = Statement &
  Readonly<{
    antiPattern: string | null;
    severity: ReviewWords['rules'][number]['severity'];
    items: readonly string[];
    change: string;
    rank: number;
  }>;

/** Something the design is silent on: asked, not held against it. */
export type Question = Readonly<{
  /** The concern of the prose or the rule of the document that raises it; `checklist` for an item nothing speaks of. */
  rule: string;
  item: string;
  antiPattern: string | null;
  text: string;
  evidence: readonly Evidence[];
}>;

/** A finding of the fault checker, as data; the review does not run it. */
export type FaultFinding = Readonly<{
  property: string;
  sentence: string;
  items: readonly string[];
  antiPattern: string | null;
  change: string | null;
}>;

export type Review = Readonly<{
  /** approve: every item of the checklist passes and nothing is wrong. */
  verdict: 'approve' | 'revise';
  /** The two changes that matter most, first things first; fewer if there are fewer. */
  changes: readonly string[];
  items: readonly ItemReview[];
  findings: readonly Finding[];
  questions: readonly Question[];
  /** What the verdict takes for granted because the document does not say it: dotted paths. */
  assumed: readonly string[];
}>;
