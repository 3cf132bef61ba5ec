import { quote } from '../render/quote.ts';
import { groupedPremises } from './grouped-premises.ts';

type Evidence = Readonly<Record<string, unknown>>;
type Statement = Readonly<{ text: string; evidence: readonly Evidence[] }>;
type Item = Readonly<{ verdict: string; reasons: readonly Statement[] }>;

type Reviewed = Readonly<{
  items: readonly Item[];
  findings: readonly Statement[];
  questions: readonly Statement[];
  assumed: readonly string[];
}>;

/** What the review template prints: counts, check marks, and evidence as one remark per statement. */
export const reviewView = <V extends Reviewed>(review: V) => {
  const count = (verdict: string) => review.items.filter((item) => item.verdict === verdict).length;
  return {
    ...review,
    assumed: groupedPremises(review.assumed.map((path) => ({ path }))),
    passed: count('pass'),
    failed: count('fail'),
    unknown: count('unknown'),
    findings: review.findings.map(withPlace),
    questions: review.questions.map(withPlace),
    items: review.items.map((item) => ({
      ...item,
      mark: item.verdict === 'pass' ? 'x' : ' ',
      reasons: item.reasons.map(withPlace),
    })),
  };
};

const withPlace = <S extends Statement>(statement: S) => ({ ...statement, where: placeOf(statement.evidence) });

/** ` [lines 7, 9; assumed: line 12]`, ` [line 3: "we save, then publish"]`, or nothing. */
const placeOf = (evidence: readonly Evidence[]): string => {
  const lines = (assumed: boolean) => [
    ...new Set(
      evidence
        .filter(({ source, stated }) => source === 'document' && (stated === false) === assumed)
        .map(({ line }) => Number(line)),
    ),
  ];
  const prose = evidence.filter(({ source }) => source === 'prose');
  const quotes = prose.slice(0, mostQuotes).map(({ line, sentence }) => `line ${line}: "${quote(String(sentence))}"`);
  const others = prose.slice(mostQuotes).map(({ line }) => Number(line));
  const parts = [
    numbered(lines(false)),
    numbered(lines(true), 'assumed: '),
    ...quotes,
    numbered(others, 'also '),
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` [${parts.join('; ')}]`;
};

/** What a reader looks at; the rest is told by its lines. */
const mostQuotes = 2;

const numbered = (lines: readonly number[], before = ''): string =>
  lines.length === 0 ? '' : `${before}${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
