import { fail, ok, type Result } from '../../errors.ts';
import { type Process, processSchema } from '../schema.ts';
import { withoutCycles } from './cycles.ts';
import { draftStep, type StandIns } from './draft-step.ts';
import type { Imported } from './imported.ts';
import { withOneMeaning } from './meanings.ts';
import { fieldName, namings } from './names.ts';
import { questionsAbout } from './questions.ts';
import type { Sketch, SketchService, SketchStep } from './sketch.ts';

const MAX_STEPS = 128;

/**
 * Makes a draft document of what a foreign one says: spellings become names, a required word that the source does not
 * have gets a stand-in, and each stand-in and each silence becomes a question.
 */
export const draft = (source: Sketch): Result<Imported> => {
  if (source.steps.length === 0) return fail(NO_STEPS);
  if (source.steps.length > MAX_STEPS) return fail(tooMany(source.steps.length));
  const { steps: straight, dropped } = withoutCycles(source.steps);
  const pattern = source.pattern ?? guessedPattern(source.steps);
  const { sketch, questions } = withOneMeaning({ ...source, steps: straight }, pattern);
  const naming = namings();
  // What the source calls something keeps its name; stand-ins give way.
  for (const name of spellings(sketch)) naming.message(name);
  const standIns: StandIns = { questions: [], events: [] };
  const steps = sketch.steps.map((step) => draftStep(step, pattern, naming, standIns));
  const document = {
    process: naming.id(sketch.name ?? 'imported-process'),
    summary: text(sketch.summary),
    version: text(sketch.version),
    pattern,
    services: services(sketch, naming.service),
    coordinator:
      sketch.coordinator === undefined || pattern === 'choreography'
        ? undefined
        : { service: naming.service(sketch.coordinator) },
    starts: sketch.starts === undefined ? naming.standIn('ProcessStarted') : naming.message(sketch.starts),
    startedBy: sketch.startedBy && naming.service(sketch.startedBy),
    steps,
    outcomes: {
      completed: sketch.completed === undefined ? naming.standIn('ProcessCompleted') : naming.message(sketch.completed),
      cancelled: sketch.cancelled && naming.message(sketch.cancelled),
    },
    events: events(sketch, naming.message, standIns.events),
    observability: sketch.correlationId && { correlationId: fieldName(sketch.correlationId) },
  };
  const checked = processSchema.safeParse(stated(document));
  if (!checked.success) return fail(notADocument(checked.error.issues[0]));
  return ok({
    process: checked.data,
    missing: [
      ...(sketch.questions ?? []),
      ...questions,
      ...dropped.map(({ step, after }) => ({
        path: `steps.${naming.id(step)}.retry`,
        question: `The source leads from "${after}" back to "${step}": is that a retry, and how often?`,
      })),
      ...standIns.questions,
      ...questionsAbout(sketch, checked.data),
    ],
  });
};

const NO_STEPS = {
  problem: 'nothing in it is a step of a process',
  allowed: 'a document with at least one task, operation, state, or message between two parties',
  next: 'check that this is the file that describes the flow; or describe the process in words and let the assistant draft it',
};

const tooMany = (count: number) => ({
  problem: `it has ${count} steps`,
  allowed: `at most ${MAX_STEPS} steps in one process document`,
  next: 'import its parts one by one',
});

const notADocument = (issue: Readonly<{ message: string; path: readonly PropertyKey[] }> | undefined) => ({
  problem: `what it says about ${issue?.path.map(String).join('.')} does not fit a process document: ${issue?.message}`,
  allowed: 'what `eda schema` prints',
  next: 'change the value in the source, or write the process document by hand',
});

/** Nothing but reactions to events is a choreography; as soon as somebody is told what to do, somebody coordinates. */
const guessedPattern = (steps: readonly SketchStep[]): Process['pattern'] =>
  steps.every(({ command, on }) => command === undefined && on !== undefined) ? 'choreography' : 'process_manager';

const services = (sketch: Sketch, name: (spelling: string) => string) => {
  const used = [...sketch.steps.map(({ service }) => service ?? 'unknown'), sketch.coordinator];
  const all = new Map<string, SketchService>(
    used.flatMap((spelling) => (spelling === undefined ? [] : [[name(spelling), {}] as const])),
  );
  for (const [spelling, service] of Object.entries(sketch.services ?? {})) all.set(name(spelling), service);
  return Object.fromEntries(
    [...all].map(([key, { summary, owner, external }]) => [
      key,
      { summary: text(summary), owner: text(owner), external },
    ]),
  );
};

const events = (sketch: Sketch, name: (spelling: string) => string, madeUp: readonly string[]) => {
  const declared = Object.entries(sketch.events ?? {});
  if (declared.length === 0 && madeUp.length === 0) return undefined;
  return Object.fromEntries([
    ...madeUp.map((event) => [event, {}] as const),
    ...declared.map(
      ([spelling, { summary, carries }]) =>
        [name(spelling), { summary: text(summary), carries: carries?.slice(0, 128).map(fieldName) }] as const,
    ),
  ]);
};

const spellings = ({ starts, completed, cancelled, steps, events: declared }: Sketch): readonly string[] => [
  ...[starts, completed, cancelled].filter((name) => name !== undefined),
  ...steps.flatMap(({ command, on = [], success = [], failure = [], compensation }) => [
    ...[command, compensation?.command, compensation?.success, compensation?.failure].filter(
      (name) => name !== undefined,
    ),
    ...on,
    ...success,
    ...failure,
    ...(compensation?.on ?? []),
  ]),
  ...Object.keys(declared ?? {}),
];

const MAX_TEXT = 500;

const text = (words: string | undefined): string | undefined => words?.slice(0, MAX_TEXT) || undefined;

/** Without the keys that have no value, at any depth. */
const stated = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(stated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      inner === undefined || inner === '' ? [] : [[key, stated(inner)]],
    ),
  );
};
