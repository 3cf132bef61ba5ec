import type { Checklist, ChecklistItem } from '../knowledge/checklist-schema.ts';
import type { ReviewWords } from '../knowledge/review-schema.ts';
import type { ParsedProcess } from '../process/parse.ts';
import { type DocumentReview, reviewDocument } from './document.ts';
import type { FaultFinding, Finding, ItemReview, Question, Review, Statement } from './types.ts';

export type { Evidence, FaultFinding, Finding, ItemReview, Question, Review, Statement, Verdict } from './types.ts';

/** What is reviewed: a process document, prose about a design, or both; and what the fault checker found, if it ran. */
export type ReviewInput = Readonly<{
  document?: ParsedProcess;
  prose?: string;
  faults?: readonly FaultFinding[];
}>;

export type ReviewKnowledge = Readonly<{ checklist: Checklist; review: ReviewWords }>;

/**
 * Holds a design against the checklist. Each item passes, fails or is unknown, with the lines or sentences it rests on;
 * what the document does not say counts as its pessimistic default and is listed as assumed; what prose does not say is
 * asked, never held against it. Approved is a design of which every item passes and nothing else is wrong.
 */
export const review = ({ document, faults = [] }: ReviewInput, knowledge: ReviewKnowledge): Review => {
  const read = document ? reviewDocument(document, knowledge.review) : nothingRead;
  const findings = [...faults.map(asFinding), ...read.findings].sort((a, b) => a.rank - b.rank);
  const items = knowledge.checklist.groups.flatMap((group) =>
    group.items.map((item) => itemReview(item, findings, read)),
  );
  const wrong = findings.filter(({ severity }) => severity !== 'question');
  const questions = [
    ...items.flatMap(openQuestion),
    ...findings.filter(({ severity }) => severity === 'question').map(asQuestion),
  ];
  return {
    verdict: wrong.length === 0 && items.every(({ verdict }) => verdict === 'pass') ? 'approve' : 'revise',
    changes: [...wrong.map(({ change }) => change), ...questions.map(({ text }) => text)].slice(0, 2),
    items,
    findings: wrong,
    questions,
    assumed: read.assumed,
  };
};

const nothingRead: DocumentReview = { findings: [], held: [], assumed: [] };

const itemReview = (
  { id, text, question }: ChecklistItem,
  findings: readonly Finding[],
  read: DocumentReview,
): ItemReview => {
  const against: readonly Statement[] = findings.filter(
    ({ items, severity }) => severity !== 'question' && items.includes(id),
  );
  const inFavour: readonly Statement[] = read.held.filter(({ items }) => items.includes(id));
  const verdict = against.length > 0 ? 'fail' : inFavour.length > 0 ? 'pass' : 'unknown';
  const reasons = (verdict === 'fail' ? against : inFavour).map(({ rule, text: said, evidence }) => ({
    rule,
    text: said,
    evidence,
  }));
  return { id, text, verdict, reasons, question: verdict === 'unknown' ? question : null };
};

const openQuestion = ({ id, question }: ItemReview): readonly Question[] =>
  question === null ? [] : [{ item: id, antiPattern: null, text: question, evidence: [] }];

const asQuestion = ({ text, antiPattern, evidence, items }: Finding): Question => ({
  item: items[0] ?? '',
  antiPattern,
  text,
  evidence,
});

/** What was seen to go wrong comes before what only looks wrong. */
const asFinding = ({ property, sentence, items, antiPattern, change }: FaultFinding): Finding => ({
  rule: property,
  text: sentence,
  evidence: [{ source: 'checker', property, sentence }],
  antiPattern,
  severity: 'error',
  items,
  change: change ?? sentence,
  rank: 0,
});
