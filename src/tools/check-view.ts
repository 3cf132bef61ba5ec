import { groupedPremises, type Premise } from './grouped-premises.ts';

type Finding = Readonly<{ property: string; fixes: readonly Fix[] }>;
type Fix = Readonly<{ change: string; edits?: readonly Edit[] }>;
type Result = Readonly<{
  coverage: Readonly<Record<string, unknown>>;
  assumptions: readonly (Premise & Readonly<{ source: string }>)[];
  properties: readonly Readonly<{ id: string; result: string }>[];
  findings: readonly Finding[];
  repair: Fix | null;
  explanation: string;
  full: boolean;
}>;

/** A value to write into the document. */
type Edit = Readonly<{ path: string; value: unknown }>;

/** What the template of the check prints: coverage in words, each promise with its result, premises by their source. */
export const checkView = <R extends Result>(result: R, { promises, unrepaired }: Words) => ({
  ...result,
  covers: coverageWords(result.coverage),
  leftOut: result.coverage.leftOut,
  repair: result.repair && { ...result.repair, lines: linesOf(result.repair) },
  isPartlyFixed: result.findings.some(({ fixes }) => fixes.length > 0),
  assumed: groupedPremises(result.assumptions.filter(({ source }) => source === 'assumed')),
  held: result.properties.filter((property) => property.result === 'holds').map(({ id }) => id),
  undecided: result.properties.filter((property) => property.result === 'undecided').map(({ id }) => id),
  findings: result.findings.map((finding, index) => ({
    ...finding,
    promise: promises[finding.property] ?? finding.property,
    // What to write stands with the repair, which has it all; where there is none, with each fix.
    fixes: finding.fixes.map((fix) => ({ ...fix, lines: result.repair === null ? linesOf(fix) : [] })),
    advice:
      finding.fixes.length > 0 || result.explanation !== 'whole' ? null : unrepairedText(finding.property, unrepaired),
    // One diagram says more than ten: the summary shows that of the simplest story.
    drawn: result.full || index === 0,
  })),
});

/** What to do about a broken promise that none of the changes repairs, by property; `other` for the rest. */
export type Unrepaired = Readonly<Record<string, string>> & Readonly<{ other: string }>;
type Words = Readonly<{ promises: Readonly<Record<string, string>>; unrepaired: Unrepaired }>;

export const unrepairedText = (property: string, words: Unrepaired): string => words[property] ?? words.other;

/** A fix in words, with what to write: `Send mail an idempotency key (`services.mail.idempotencyKey: true`).` */
export const fixText = (fix: Fix): string => {
  const lines = linesOf(fix).map((line) => `\`${line}\``);
  return `${fix.change.charAt(0).toUpperCase()}${fix.change.slice(1)}${lines.length > 0 ? ` (${lines.join(', ')})` : ''}.`;
};

const linesOf = ({ edits }: Fix): readonly string[] => (edits ?? []).map(editLine);

const editLine = ({ path, value }: Edit): string => `${path}: ${valueText(value)}`;

/** A value as one line of YAML. */
const valueText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(([key, inner]) => `${key}: ${valueText(inner)}`);
  return `{ ${fields.join(', ')} }`;
};

const coverageWords = ({ faults, forEach, ordering, instances, randomStories }: Result['coverage']): string => {
  const atMost =
    typeof faults === 'object' && faults !== null && 'atMost' in faults ? Number(faults.atMost) : undefined;
  const counted =
    atMost === undefined
      ? 'any number of faults'
      : atMost < 0
        ? 'not even all runs without a fault'
        : `at most ${atMost} faults`;
  const members = Object.entries(typeof forEach === 'object' && forEach !== null ? forEach : {});
  const fanOut = members.map(([name, count]) => `${String(count)} × ${name}`);
  return [
    counted,
    ...fanOut,
    `ordering ${String(ordering)}`,
    `${String(instances)} instance${instances === 1 ? '' : 's'}`,
    ...(isRandom(randomStories)
      ? [`and ${randomStories.count} random stories of up to ${randomStories.steps} steps`]
      : []),
  ].join(', ');
};

const isRandom = (stories: unknown): stories is Readonly<{ count: number; steps: number }> =>
  typeof stories === 'object' && stories !== null && 'count' in stories && 'steps' in stories;
