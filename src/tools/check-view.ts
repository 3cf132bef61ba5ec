import { groupedPremises, type Premise } from './grouped-premises.ts';

type Finding = Readonly<{ property: string }>;
type Result = Readonly<{
  coverage: Readonly<Record<string, unknown>>;
  assumptions: readonly (Premise & Readonly<{ source: string }>)[];
  properties: readonly Readonly<{ id: string; result: string }>[];
  findings: readonly Finding[];
  repair: Readonly<{ change: string; edits?: readonly Edit[] }> | null;
  full: boolean;
}>;

/** A value to write into the document. */
type Edit = Readonly<{ path: string; value: unknown }>;

/** What the template of the check prints: coverage in words, each promise with its result, premises by their source. */
export const checkView = <R extends Result>(result: R, promises: Readonly<Record<string, string>>) => ({
  ...result,
  covers: coverageWords(result.coverage),
  leftOut: result.coverage.leftOut,
  repair: result.repair && { ...result.repair, lines: (result.repair.edits ?? []).map(editLine) },
  assumed: groupedPremises(result.assumptions.filter(({ source }) => source === 'assumed')),
  held: result.properties.filter((property) => property.result === 'holds').map(({ id }) => id),
  undecided: result.properties.filter((property) => property.result === 'undecided').map(({ id }) => id),
  findings: result.findings.map((finding, index) => ({
    ...finding,
    promise: promises[finding.property] ?? finding.property,
    // One diagram says more than ten: the summary shows that of the simplest story.
    drawn: result.full || index === 0,
  })),
});

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
