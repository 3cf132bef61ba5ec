import { initialState } from '../../src/check/initial.ts';
import { holds, layoutOf } from '../../src/check/layout.ts';
import type { Program } from '../../src/check/program.ts';
import { take } from '../../src/check/transition.ts';

/**
 * Whether an outcome can be reached without a further fault from wherever faults may have led, found the slow way: all
 * states, one action at a time, then backwards from those with an outcome.
 */
export const alwaysCompletes = (program: Program): boolean => {
  const layout = layoutOf(program);
  const goals = program.requirements.flatMap((each) => (each.must === 'stay_possible' ? [each.goal] : []));
  const states = [initialState(program, layout)];
  const known = new Map(states.map((state, index) => [`${state}`, index]));
  const before: number[][] = [[]];
  for (let index = 0; index < states.length; index += 1)
    for (const action of program.actions) {
      const after = take(program, layout, action, states[index] ?? new Int32Array())?.after;
      if (after === undefined) continue;
      const key = `${after}`;
      const found = known.get(key) ?? states.push(after) - 1;
      known.set(key, found);
      before[found] ??= [];
      if (action.fault === null) before[found]?.push(index);
    }
  const open = states.flatMap((state, index) => (holds({ all: goals }, layout, state, 0) ? [index] : []));
  const safe = new Set(open);
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const index of before[next] ?? [])
      if (!safe.has(index)) {
        safe.add(index);
        open.push(index);
      }
  return safe.size === states.length;
};
