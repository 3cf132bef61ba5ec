import { initialState } from '../initial.ts';
import { layoutOf } from '../layout.ts';
import type { Program } from '../program.ts';
import { take } from '../transition.ts';
import type { TakenActions } from './read-trace.ts';

const printedBySpin = /^[ \t]*(?:action (\d{1,6})( of several)?|<{1,9}START OF CYCLE>{1,9})[ \t]*\r?$/gm;

/** The text is what `spin -t` prints for an exported model. */
export const isOfSpin = (text: string): boolean => text.search(printedBySpin) >= 0;

/**
 * The counterexample that SPIN printed; null when its actions cannot be taken one after the other.
 * @param mark what the model prints after the number of a step
 */
export const actionsOfSpin = (program: Program, text: string, mark = ''): TakenActions | null => {
  const lines = [...text.matchAll(printedBySpin)].flatMap(([, id, after = '']) =>
    id === undefined ? [null] : after === mark ? [Number(id)] : [],
  );
  const actions = lines.filter((id) => id !== null);
  const cycle = lines.indexOf(null);
  const back = cycle < 0 || cycle === actions.length ? null : cycle;
  return canBeTaken(program, actions) ? { actions, back } : null;
};

const canBeTaken = (program: Program, actions: readonly number[]): boolean => {
  const layout = layoutOf(program);
  let state: Int32Array | undefined = initialState(program, layout);
  for (const id of actions) {
    const action = program.actions[id];
    state = state && action && take(program, layout, action, state)?.after;
  }
  return state !== undefined;
};
