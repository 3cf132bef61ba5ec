import { quote } from '../render/index.ts';

type Evidence = Readonly<Record<string, unknown>>;
type Statement = Readonly<{ text: string; evidence: readonly Evidence[] }>;
type Item = Readonly<{ verdict: string; reasons: readonly Statement[] }>;

/** What the review template prints: counts, check marks, and evidence as one remark per statement. */
export const reviewView = <V extends Readonly<{ items: readonly Item[]; findings: readonly Statement[] }>>(
  review: V,
) => {
  const count = (verdict: string) => review.items.filter((item) => item.verdict === verdict).length;
  return {
    ...review,
    passed: count('pass'),
    failed: count('fail'),
    unknown: count('unknown'),
    findings: review.findings.map(withPlace),
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
  const quotes = evidence
    .filter(({ source }) => source === 'prose')
    .map(({ line, sentence }) => `line ${line}: "${quote(String(sentence))}"`);
  const parts = [numbered(lines(false)), numbered(lines(true), 'assumed: '), ...quotes].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` [${parts.join('; ')}]`;
};

const numbered = (lines: readonly number[], before = ''): string =>
  lines.length === 0 ? '' : `${before}${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
