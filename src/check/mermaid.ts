import type { CheckerWords } from '../knowledge/checker-words-schema.ts';
import { fill } from './fill.ts';
import type { Sent, Story, StoryStep } from './story.ts';

/** What is marked in a drawn story. */
type Marks = Readonly<{
  /** Step (from 1) after which no outcome can be reached. */
  noReturn: number | null;
  /** What is broken at the end; null: not known. */
  broken: string | null;
  /** Nothing happens any more: what is still on its way stays there. */
  atRest: boolean;
  /** Who starts the process. */
  outside: string;
}>;

/** A story as a Mermaid sequence diagram, with its faults and the point of no return marked. */
export const mermaidOf = (story: Story, words: CheckerWords, marks: Marks): string => {
  const parties = [...new Set(story.steps.flatMap((step) => partiesOf(step, marks.outside)))];
  const alias = (party: string) => `p${parties.indexOf(party) + 1}`;
  const lines = story.steps.flatMap((step, index) => [
    ...drawn(step, alias, words, marks.outside, isLate(story.steps, index)),
    ...(marks.noReturn === index + 1 ? [over(alias, parties, words.marks.noReturn)] : []),
  ]);
  const waiting = marks.atRest ? story.inFlight.filter(({ to }) => to !== 'outside' && parties.includes(to)) : [];
  return [
    'sequenceDiagram',
    '  autonumber',
    ...parties.map((party) => `  participant ${alias(party)} as ${label(party)}`),
    ...lines.map((line) => `  ${line}`),
    ...waiting.map(({ message, to }) => {
      const text = fill(words.marks.unhandled, { message, actor: to });
      return `  Note over ${alias(to)}: ${label(text)}`;
    }),
    ...(marks.broken === null
      ? []
      : [`  ${over(alias, parties, fill(words.marks.broken, { promise: marks.broken }))}`]),
    '',
  ].join('\n');
};

type Alias = (party: string) => string;

const partiesOf = (step: StoryStep, outside: string): readonly string[] => [
  ...(step.receives === null ? [] : [step.from ?? outside]),
  ...(step.actor === null ? [] : [step.actor]),
  ...[...step.lost, ...published(step)].map(({ to }) => (to === 'outside' ? outside : to)),
];

const published = (step: StoryStep): readonly Sent[] => step.sends.filter(({ to }) => to === 'outside');

/** An arrow stands where its message arrives: a reader must not take it for sent after its sender gave up or ended. */
const isLate = (steps: readonly StoryStep[], index: number): boolean => {
  const { from, receives, actor } = steps[index] ?? {};
  if (!from || !receives) return false;
  const isIt = ({ message, to }: Sent) => to === actor && (message === receives || message.startsWith(`${receives} `));
  const before = steps.slice(0, index);
  const sent = before.findLastIndex((step) => step.actor === from && step.sends.some(isIt));
  return sent >= 0 && before.slice(sent + 1).some((step) => step.actor === from && movesOn(step));
};

const movesOn = (step: StoryStep): boolean => step.act === 'time_out' || published(step).length > 0;

const drawn = (
  step: StoryStep,
  alias: Alias,
  words: CheckerWords,
  outside: string,
  late: boolean,
): readonly string[] => {
  const actor = step.actor;
  const names = {
    step: step.step,
    timer: step.timer,
    message: step.receives,
    lost: step.lost.map(({ message }) => message).join(', '),
    actor,
  };
  const changed = step.sets.map((each) => fill(words.marks.becomes, each));
  const arrow = (from: string, kind: string, { message, to }: Sent) =>
    `${alias(from)}${kind}${alias(to === 'outside' ? outside : to)}: ${label(message)}`;
  const received = late ? fill(words.marks.late, names) : step.receives;
  if (actor === null) {
    const [lost] = step.lost;
    return lost ? [`Note over ${alias(lost.to)}: ${label(fill(words.faults.loss ?? '', names))}`] : [];
  }
  return [
    ...(received === null ? [] : [arrow(step.from ?? outside, '->>', { message: received, to: actor })]),
    ...(step.act === null
      ? []
      : [
          `Note over ${alias(actor)}: ${label([fill(words.acts[step.act] ?? step.act, names), ...changed].join(', '))}`,
        ]),
    ...published(step).map((sent) => arrow(actor, '->>', sent)),
    ...step.lost.map((sent) => arrow(actor, '--x', sent)),
    ...(step.fault === null
      ? []
      : [`Note over ${alias(actor)}: ${label(fill(words.faults[step.fault] ?? step.fault, names))}`]),
    ...(step.overwrites === null
      ? []
      : [`Note over ${alias(actor)}: ${label(fill(words.marks.overwrites, { message: step.overwrites }))}`]),
  ];
};

const over = (alias: Alias, parties: readonly string[], text: string): string => {
  const [first = '', last] = [parties[0], parties.at(-1)];
  const span = last === undefined || last === first ? alias(first) : `${alias(first)},${alias(last)}`;
  return `Note over ${span}: ${label(text)}`;
};

/** Mermaid ends a statement at a semicolon or line break and reads `#` as the start of an entity. */
const label = (text: string): string => text.replaceAll(';', ',').replaceAll('#', '').replaceAll(/\s+/g, ' ').trim();
