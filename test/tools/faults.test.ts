import { expect, test } from 'vitest';
import { type CheckResult, check } from '../../src/check/index.ts';
import { faultFindings } from '../../src/tools/faults.ts';
import { catalogueText, processFrom, words } from '../check/documents.ts';

const { unrepaired } = words;
const result = check(processFrom(catalogueText('v4')), { words });
const [finding] = result.findings;
if (finding === undefined) throw new Error('nothing is broken');
const unfixed = (property: 'no-orphan' | 'everything-reachable'): CheckResult => ({
  ...result,
  findings: [{ ...finding, property, fixes: [] }],
});

test('what was verified is told as a sentence, with what to write', () => {
  expect(faultFindings(result, unrepaired)[0]?.change).toBe('Undo in reverse order (`compensate: reverse`).');
});

test.each([
  ['no-orphan', unrepaired.other],
  ['everything-reachable', unrepaired['everything-reachable']],
] as const)(
  '%s without a fix comes with what can be done by hand, not with the finding once more',
  (property, advice) => {
    const [told] = faultFindings(unfixed(property), unrepaired);
    expect(told?.change).toBe(`${finding.title}: ${advice}`);
    expect(told?.change).not.toContain(finding.sentence);
  },
);
