import { type Formula, type Model, type PropertyId, propertyIds, type Requirement } from '../process/rules.ts';
import { adaptive } from './adaptive.ts';
import { type Compiled, compile } from './compile.ts';
import { flagTrapped } from './completion.ts';
import type { Engine } from './engine.ts';
import { holds } from './layout.ts';
import { allReductions, type Program, type Reductions } from './program.ts';
import { type Exploration, type Limits, search, type Tick } from './search.ts';

/** A promise that does not hold, and the state of the simplest story that shows it; null when something never happens. */
export type Breach = Readonly<{
  property: PropertyId;
  subject: string | null;
  state: number | null;
  must: Requirement['must'];
}>;

/** A model with everything found out about it. */
export type Decided = Readonly<{
  compiled: Compiled;
  engine: Engine;
  exploration: Exploration;
  breaches: readonly Breach[];
  /** false: whether an outcome stays possible is not known, for lack of time or because the program is incomplete. */
  isCompletionKnown: boolean;
}>;

export type DecideOptions = Readonly<{
  limits: Limits;
  tick?: Tick;
  reductions?: Reductions;
  engine?: (program: Program) => Engine;
}>;

/** Explores a model and says which of its promises are broken, in the order of `propertyIds`. */
export const decide = (model: Model, options: DecideOptions): Decided => {
  const reductions = options.reductions ?? allReductions;
  const isAsked = () => options.tick?.({ phase: 'search', states: 0, faults: 0 }) === true;
  const compiled = compile(model, reductions, isAsked);
  const engine = (options.engine ?? adaptive)(compiled.program);
  const exploration = explored(compiled, engine, reductions.stop, options);
  const { requirements } = compiled.program;
  const goal = propertyIds.indexOf('option-to-complete');
  const mustStayPossible = requirements.some(({ must }) => must === 'stay_possible');
  const isAnswered = exploration.stopped === 'first';
  const isOpen = mustStayPossible && exploration.covered >= 0 && !isAnswered && compiled.missing === 'nothing';
  const trapped = isOpen ? flagTrapped(exploration, engine, goal, options.tick) : -1;
  const found = [...exploration.broken].map(([bit, state]) => breachOf(requirements, engine, exploration, bit, state));
  const first = trapped === null || trapped < 0 ? exploration.stuck : trapped;
  const stuck: readonly Breach[] =
    first < 0 ? [] : [{ property: 'option-to-complete', subject: null, state: first, must: 'stay_possible' }];
  const never = found.length + stuck.length > 0 ? [] : impossible(compiled, engine, exploration);
  const rank = ({ property }: Breach) => propertyIds.indexOf(property);
  const breaches = [...found, ...stuck, ...never].sort((left, right) => rank(left) - rank(right));
  return { compiled, engine, exploration, breaches, isCompletionKnown: trapped !== null };
};

/** An incomplete program covers nothing, whatever is found in it. */
const explored = (
  { program, missing }: Compiled,
  engine: Engine,
  stop: boolean,
  { limits, tick }: DecideOptions,
): Exploration => {
  const bounded = missing === 'everything' ? { ...limits, states: 0 } : limits;
  const found = search(program, engine, stop, bounded, tick);
  return missing === 'nothing' ? found : { ...found, covered: -1, stopped: 'bytes' };
};

/** What is broken in a state that breaks the property of this bit. */
export const breachOf = (
  requirements: readonly Requirement[],
  { layout }: Engine,
  { states }: Exploration,
  bit: number,
  state: number,
): Breach => {
  const property = propertyIds[bit] ?? 'option-to-complete';
  const broken = requirements.find(
    (each) =>
      each.property === property &&
      (each.must === 'never' || each.must === 'not_at_rest') &&
      holds(each.bad, layout, states.words(), states.at(state)),
  );
  return {
    property,
    subject: broken?.subject ?? null,
    state,
    must: broken?.must ?? (property === 'option-to-complete' ? 'stay_possible' : 'never'),
  };
};

/** What never happens, in a model that is sound otherwise: a search that stops at broken promises cannot tell. */
const impossible = ({ model, program }: Compiled, engine: Engine, exploration: Exploration): readonly Breach[] => {
  if (exploration.covered !== Number.POSITIVE_INFINITY) return [];
  const ran = firedRules(model, program, exploration);
  return program.requirements
    .filter(
      (each) =>
        (each.must === 'happen' && !each.rules.some((id) => ran.has(id))) ||
        (each.must === 'occur' && !occurs(each.goal, engine, exploration)),
    )
    .map(({ property, subject, must }) => ({ property, subject, state: null, must }));
};

/** Ids of the rules that ran at least once. */
export const firedRules = (model: Model, program: Program, { fired }: Exploration): ReadonlySet<string> =>
  new Set(
    program.actions.flatMap(({ id, rule }) => (fired[id] === 1 && rule !== null ? (model.rules[rule]?.id ?? []) : [])),
  );

const occurs = (goal: Formula, { layout }: Engine, { states }: Exploration): boolean => {
  for (let state = states.count() - 1; state >= 0; state -= 1)
    if (holds(goal, layout, states.words(), states.at(state))) return true;
  return false;
};
