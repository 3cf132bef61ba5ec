import type { Checklist, ChecklistItem } from '../knowledge/checklist-schema.ts';
import type { ProseWords } from '../knowledge/prose-schema.ts';
import type { ReviewWords } from '../knowledge/review-schema.ts';
import type { ParsedProcess } from '../process/parse.ts';
import { reviewDocument } from './document.ts';
import { reviewProse } from './prose.ts';
import type { FaultFinding, Finding, ItemReview, Question, Review, Statement } from './types.ts';

export type { FaultFinding, Review } from './types.ts';

/** What is reviewed: a process document, prose about a design, or both; and what the fault checker found, if it ran. */
export type ReviewInput = Readonly<{
  document?: ParsedProcess;
  prose?: string;
  faults?: readonly FaultFinding[];
}>;

export type ReviewKnowledge = Readonly<{ checklist: Checklist; review: ReviewWords; prose: ProseWords }>;

type Held = Statement & Readonly<{ items: readonly string[] }>;

/**
 * Holds a design against the checklist. Each item passes, fails or is unknown, with the lines or sentences it rests on;
 * what a document does not say counts as its pessimistic default and is listed as assumed; what prose does not say is
 * asked, never held against it. Approved is a design of which every item passes and nothing else is wrong. A document
 * has the last word on what it decides: prose can neither excuse a failure nor put a decided item in question.
 */
export const review = ({ document, prose, faults = [] }: ReviewInput, knowledge: ReviewKnowledge): Review => {
  const read = document ? reviewDocument(document, knowledge.review) : { findings: [], held: [], assumed: [] };
  const told = prose ? reviewProse(prose, knowledge.prose) : { findings: [], questions: [], held: [] };
  const findings = [...faults.map(asFinding), ...read.findings, ...told.findings].sort((a, b) => a.rank - b.rank);
  const decided = new Set([...read.held, ...read.findings].flatMap(({ items }) => items));
  const asked = told.questions.filter(({ item }) => !decided.has(item));
  const items = knowledge.checklist.groups.flatMap((group) =>
    group.items.map((item) => itemReview(item, findings, decided.has(item.id) ? read.held : told.held, asked)),
  );
  const wrong = findings.filter(({ severity }) => severity !== 'question');
  const questions = [
    ...asked,
    ...items.filter(({ id }) => !asked.some(({ item }) => item === id)).flatMap(openQuestion),
    ...findings.filter(({ severity }) => severity === 'question').map(asQuestion),
  ];
  return {
    verdict: wrong.length === 0 && items.every(({ verdict }) => verdict === 'pass') ? 'approve' : 'revise',
    changes: [...new Set([...wrong.map(({ change }) => change), ...questions.map(({ text }) => text)])].slice(0, 2),
    items,
    findings: wrong,
    questions,
    assumed: read.assumed,
  };
};

/** An item that something is asked about is unknown, whatever else speaks for it. */
const itemReview = (
  { id, text, question }: ChecklistItem,
  findings: readonly Finding[],
  held: readonly Held[],
  asked: readonly Question[],
): ItemReview => {
  const against: readonly Statement[] = findings.filter(
    ({ items, severity }) => severity !== 'question' && items.includes(id),
  );
  const inFavour: readonly Statement[] = held.filter(({ items }) => items.includes(id));
  const open = asked.some(({ item }) => item === id) || inFavour.length === 0;
  const verdict = against.length > 0 ? 'fail' : open ? 'unknown' : 'pass';
  const reasons = (verdict === 'fail' ? against : inFavour).map(({ rule, text: said, evidence }) => ({
    rule,
    text: said,
    evidence,
  }));
  return { id, text, verdict, reasons, question: verdict === 'unknown' ? question : null };
};

const openQuestion = ({ id, question }: ItemReview): readonly Question[] =>
  question === null ? [] : [{ rule: 'checklist', item: id, antiPattern: null, text: question, evidence: [] }];

const asQuestion = ({ rule, text, antiPattern, evidence, items }: Finding): Question => ({
  rule,
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
