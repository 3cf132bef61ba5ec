import type { CheckerWords } from '../knowledge/checker-words-schema.ts';
import type { NormalisedProcess } from '../process/normalised.ts';
import type { Breach, Decided } from './decide.ts';
import { fill } from './fill.ts';
import { faultsOf, flag, stepsOf } from './labels.ts';
import { mermaidOf } from './mermaid.ts';
import { pathTo, statesTo, toTheEnd } from './path.ts';
import type { Finding } from './result.ts';
import { type Cast, partyName, type Sent, type Story, type StoryStep, storyOf } from './story.ts';

/**
 * A broken promise as a reader wants it: title, sentence, the story with its diagram; no fixes yet.
 * @param isSimplest no other story that shows it has fewer faults, or as many and fewer steps
 */
export const findingOf = (
  process: NormalisedProcess,
  decided: Decided,
  breach: Breach,
  words: CheckerWords,
  isSimplest = true,
): Finding => {
  const { property } = breach;
  const cost = breach.state === null ? null : decided.exploration.states.cost(breach.state);
  const told =
    breach.state === null ? null : storyTo(process, decided, breach.state, property === 'option-to-complete');
  const steps = told?.story.steps.slice(0, told.steps) ?? [];
  const waiting = told?.story.inFlight.filter(({ to }) => to !== 'outside') ?? [];
  const values = { ...namesIn(process, decided, breach, steps, waiting), moment: momentOf(told, words) };
  const said = entryFor(words, breach, steps, waiting.length > 0, process);
  const faults = cost === null ? null : faultsOf(cost);
  return {
    property,
    subject: values.subject ?? null,
    faults,
    steps: cost === null ? null : stepsOf(cost),
    isSimplest,
    title:
      fill(said?.title ?? property, values) +
      (faults === null
        ? ''
        : ` (${[counted(faults, words), ...(isSimplest ? [] : [words.marks.notSimplest])].join(', ')})`),
    sentence: fill(said?.sentence ?? words.promises[property] ?? property, values),
    story: told?.story ?? null,
    pointOfNoReturn: told?.noReturn ?? null,
    mermaid:
      told &&
      mermaidOf(told.story, words, {
        noReturn: told.noReturn,
        atRest: breach.must === 'not_at_rest' || property === 'option-to-complete',
        broken: fill(words.promises[property] ?? property, values),
        outside: process.startedBy ?? 'outside',
      }),
    checklist: said?.checklist ?? [],
    antiPattern: said?.antiPattern ?? null,
    fixes: [],
  };
};

type Told = Readonly<{ story: Story; steps: number; noReturn: number | null }>;

/** A story about being stuck is told to its bitter end. */
const storyTo = (process: NormalisedProcess, decided: Decided, state: number, isStuck: boolean): Told => {
  const { compiled, engine, exploration } = decided;
  const cast: Cast = { process, ...compiled, layout: engine.layout };
  const path = pathTo(exploration, state);
  const { labels } = exploration;
  const first = statesTo(exploration, state).findIndex((each) => labels.has(each, flag.trapped));
  const rest = isStuck ? toTheEnd(exploration, engine, state) : [];
  return {
    story: storyOf(cast, engine.initial, [...path, ...rest]),
    steps: path.length,
    noReturn: first > 0 ? first : null,
  };
};

const lastFault = (steps: readonly StoryStep[]): StoryStep | undefined => steps.findLast(({ fault }) => fault !== null);

const entryFor = (
  words: CheckerWords,
  { property, must, subject }: Breach,
  steps: readonly StoryStep[],
  isWaiting: boolean,
  { outcomes, steps: known }: NormalisedProcess,
) => {
  const isUntouched = !steps.some(({ act, step }) => act === 'apply' && step === subject);
  const isDirect = known.some(({ id, sync }) => sync && id === subject);
  const failing = lastFault(steps);
  const fault = failing?.fault ?? 'none';
  const ended = published(steps).has(outcomes.completed) ? 'completed' : undefined;
  return words.stories.find(
    (each) =>
      each.property === property &&
      (each.must === undefined || each.must === must) &&
      (each.ended === undefined || each.ended === ended) &&
      (each.unprompted === undefined || failing?.receives === null) &&
      (each.untouched === undefined || isUntouched) &&
      (each.waiting === undefined || isWaiting) &&
      (each.direct === undefined || isDirect) &&
      (each.did === undefined || steps.some(({ act }) => act === each.did)) &&
      (each.after === undefined || each.after.includes(fault)),
  );
};

/** What happens at the point of no return, or where the story ends: `orders: the time of join-window is up`. */
const momentOf = (told: Told | null, { acts }: CheckerWords): string | null => {
  const step = told?.story.steps[(told.noReturn ?? told.steps) - 1];
  if (!step?.act) return null;
  const act = fill(acts[step.act] ?? step.act, { step: step.step, timer: step.timer, message: step.receives });
  return `"${[step.actor, step.receives, act].filter((part) => part !== null).join(': ')}"`;
};

/** The messages that left the process. */
const published = (steps: readonly StoryStep[]): ReadonlySet<string> =>
  new Set(steps.flatMap(({ sends }) => sends.filter(({ to }) => to === 'outside').map(({ message }) => message)));

/** The names that sentences are filled with. */
const namesIn = (
  process: NormalisedProcess,
  { compiled: { model } }: Decided,
  { property, subject }: Breach,
  steps: readonly StoryStep[],
  waiting: readonly Sent[],
) => {
  const overwriting =
    property === 'no-lost-update' ? steps.findLast(({ overwrites }) => overwrites !== null) : undefined;
  const cause = overwriting ?? lastFault(steps) ?? steps.at(-1);
  const message = model.messages.find(({ id }) => id === subject);
  const step = process.steps.find(
    ({ id, forEach }) => id === subject || (forEach !== null && subject?.startsWith(`${id}-`)),
  );
  return {
    subject: message?.name ?? step?.id ?? subject,
    step: step?.id ?? cause?.step ?? null,
    service: message?.to ? partyName({ process, model }, message.to) : (step?.service ?? cause?.actor ?? null),
    message:
      property === 'no-unhandled-message'
        ? (message?.name ?? null)
        : (cause?.receives ?? cause?.lost[0]?.message ?? null),
    actor: cause?.actor ?? null,
    lost: [...new Set(cause?.lost.map((each) => each.message))].join(', '),
    waiting: [...new Set(waiting.map((each) => each.message))].join(', '),
    resource: subject,
    outcomes: [...published(steps)].join(' and '),
  };
};

const counted = (faults: number, { marks }: CheckerWords): string =>
  faults === 0 ? marks.noFault : faults === 1 ? marks.oneFault : fill(marks.manyFaults, { count: `${faults}` });
