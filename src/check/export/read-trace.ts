import type { Model } from '../../process/rules.ts';
import { initialState } from '../initial.ts';
import { type Layout, layoutOf } from '../layout.ts';
import type { Action, Program } from '../program.ts';
import { take } from '../transition.ts';
import { statesIn } from './printed-states.ts';
import { type PrintedAction, type PrintedTrace, printedTrace } from './printed-trace.ts';
import { tlaOf } from './tla.ts';

/** A counterexample as actions of a program. */
export type TakenActions = Readonly<{
  actions: readonly number[];
  /** Index of the action that follows the last one, for ever round; null: it ends there. */
  back: number | null;
}>;

/**
 * The counterexample that TLC or tla-checker printed, as states. Between two states it is the action that the checker
 * names, else any that leads from one to the other, one without a fault before one with. Null when the states are not
 * those of this program.
 */
export const actionsOfStates = (model: Model, program: Program, text: string): TakenActions | null => {
  const trace = printedTrace(text);
  const layout = layoutOf(program);
  const states = statesIn(model, program, layout, trace.states);
  const [first] = states;
  if (first === undefined || first === null || !isSame(first, initialState(program, layout))) return null;
  const named = namedBy(model, program);
  const actions: number[] = [];
  let back: number | null = null;
  for (const [index, after] of [...states.slice(1), ...closing(trace, states)].entries()) {
    const before = states[index];
    if (!before || !after) return null;
    if (index === trace.back) back = actions.length;
    // Faults end, or nothing happens: nothing of the process.
    if (isSame(before, after)) continue;
    const found = between(program, layout, before, after, named(trace.states[index + 1]?.by ?? null));
    if (found === null) return null;
    actions.push(found);
  }
  return { actions, back: back === actions.length ? null : back };
};

/** The state that the last one goes back to. */
const closing = ({ back }: PrintedTrace, states: readonly (Int32Array | null)[]): readonly (Int32Array | null)[] =>
  back === null ? [] : [states[back] ?? null];

const isSame = (left: Int32Array, right: Int32Array): boolean => left.every((word, index) => word === right[index]);

/** How like an action is to what the checker named. */
type Likeness = (action: Action) => number;

const namedBy = (model: Model, program: Program): ((by: PrintedAction | null) => Likeness) => {
  const named = tlaOf(model, program).actions;
  const most = Math.max(0, ...program.actions.map(({ sent }) => sent));
  return (by) => {
    const ids = new Set(by === null ? [] : named.get(by.name));
    const isFault = by !== null && by.crash !== null && by.crash <= most;
    return ({ id, fault, sent }) => {
      if (!ids.has(id)) return fault === null ? 1 : 0;
      return (fault !== null) === isFault && (fault === null || sent === by?.crash) ? 3 : 2;
    };
  };
};

const between = (
  program: Program,
  layout: Layout,
  before: Int32Array,
  after: Int32Array,
  likeness: Likeness,
): number | null => {
  const leading = program.actions.filter((action) => {
    const reached = take(program, layout, action, before)?.after;
    return reached !== undefined && isSame(reached, after);
  });
  return leading.sort((left, right) => likeness(right) - likeness(left) || left.id - right.id)[0]?.id ?? null;
};
