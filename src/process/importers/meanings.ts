import { beforeOf } from './cycles.ts';
import type { Question, Sketch, SketchStep } from './sketch.ts';

type Uses = Map<string, string>;

/**
 * The sketch with one meaning per name: a message that two steps share, an event nobody publishes, a compensation in the
 * wrong style cannot stand in a document, so each is left out or declared, and asked about.
 */
export const withOneMeaning = (
  sketch: Sketch,
  pattern: NonNullable<Sketch['pattern']>,
): Readonly<{ sketch: Sketch; questions: readonly Question[] }> => {
  const uses: Uses = new Map();
  const questions: Question[] = [];
  const starts = sketch.starts;
  if (starts !== undefined) uses.set(starts, 'the message that starts the process');
  const steps = distinct(sketch.steps).map((step) => {
    const path = `steps.${step.id}`;
    const own = (names: readonly string[] | undefined, what: string) =>
      names?.filter((name) => claim(uses, name, what, { path, questions }));
    return {
      ...step,
      command: own(step.command === undefined ? [] : [step.command], `the command of "${step.id}"`)?.[0],
      success: own(step.success, `a success of "${step.id}"`),
      failure: own(step.failure, `a failure of "${step.id}"`),
      compensation: undoing(step, pattern, uses, questions),
    };
  });
  const outcome = (name: string | undefined, what: string) =>
    name === undefined || pattern === 'choreography' || claim(uses, name, what, { path: 'outcomes', questions })
      ? name
      : undefined;
  const straight: Sketch = {
    ...sketch,
    completed: outcome(sketch.completed, 'the outcome completed'),
    cancelled: outcome(sketch.cancelled, 'the outcome cancelled'),
    steps: steps.map((step) => withKnownBranch(step, steps, questions)),
  };
  const strangers = strangersIn(straight, uses);
  questions.push(
    ...strangers.map((name) => ({ path: `events.${name}`, question: `Who publishes "${name}"? Nothing here does.` })),
  );
  const events = { ...Object.fromEntries(strangers.map((name) => [name, {}])), ...sketch.events };
  return { sketch: { ...straight, events }, questions };
};

type Asking = Readonly<{ path: string; questions: Question[] }>;

const claim = (uses: Uses, name: string, what: string, { path, questions }: Asking): boolean => {
  const known = uses.get(name);
  if (known === undefined) uses.set(name, what);
  else if (known !== what) {
    questions.push({
      path,
      question: `"${name.slice(0, 80)}" is ${known} and ${what}: what is the second one called?`,
    });
  }
  return known === undefined;
};

/** Ids that occur twice get a number, so that every step can be spoken of. */
const distinct = (steps: readonly SketchStep[]): readonly SketchStep[] => {
  const taken = new Set<string>();
  return steps.map((step) => {
    let id = step.id;
    for (let n = 2; taken.has(id); n += 1) id = `${step.id} ${n}`;
    taken.add(id);
    return id === step.id ? step : { ...step, id };
  });
};

/** A coordinator undoes by command, a service in a choreography on an event. */
const undoing = (
  { id, compensation }: SketchStep,
  pattern: NonNullable<Sketch['pattern']>,
  uses: Uses,
  questions: Question[],
): SketchStep['compensation'] => {
  if (compensation === undefined) return undefined;
  const path = `steps.${id}.compensation`;
  const listens = (compensation.on?.length ?? 0) > 0;
  if (pattern === 'choreography' ? !listens : compensation.command === undefined) {
    questions.push({ path, question: `What makes "${id}" be undone: which command, or which event?` });
    return undefined;
  }
  const { command, success } = compensation;
  const asking = { path, questions };
  if (command !== undefined && !claim(uses, command, `the command that undoes "${id}"`, asking)) return undefined;
  const reported = success !== undefined && claim(uses, success, `the event that "${id}" is undone`, asking);
  return { ...compensation, success: reported ? success : undefined };
};

/** A branch can only look back at what a step before it published. */
const withKnownBranch = (step: SketchStep, steps: readonly SketchStep[], questions: Question[]): SketchStep => {
  if (step.when === undefined || step.when.length === 0) return step;
  const earlier = ancestors(steps, step.id);
  const known = step.when.filter((event) =>
    steps.some(({ id, success = [], failure = [] }) => earlier.has(id) && [...success, ...failure].includes(event)),
  );
  if (known.length === step.when.length) return step;
  questions.push({
    path: `steps.${step.id}.when`,
    question: `"${step.id}" depends on ${step.when.join(', ')}: which step before it says so?`,
  });
  return { ...step, when: known };
};

const ancestors = (steps: readonly SketchStep[], id: string): ReadonlySet<string> => {
  const before = new Map(steps.map((step, at) => [step.id, beforeOf(steps, step, at)]));
  const seen = new Set<string>();
  const left = [...(before.get(id) ?? [])];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    left.push(...(before.get(next) ?? []));
  }
  return seen;
};

/** Events that something waits for and that nothing in the sketch publishes or declares. */
const strangersIn = (sketch: Sketch, uses: Uses): readonly string[] => {
  const declared = new Set(Object.keys(sketch.events ?? {}));
  const heard = sketch.steps.flatMap(({ on = [], compensation }) => [...on, ...(compensation?.on ?? [])]);
  const outcomes = [sketch.completed, sketch.cancelled];
  return [...new Set(heard)].filter((name) => !uses.has(name) && !declared.has(name) && !outcomes.includes(name));
};
