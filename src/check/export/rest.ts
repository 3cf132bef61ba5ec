import { type Condition, everyValue, type Formula, type Model, type Test } from '../../process/rules.ts';
import { grouped } from '../grouped.ts';
import type { Action, Program } from '../program.ts';
import { simplifier } from '../simplify.ts';

type Sizes = ReadonlyMap<string, number>;

/** When a message is taken, or something happens by itself (null), to some effect and without a fault. */
export type Possible = Readonly<{ message: string | null; when: Formula }>;

/** Combinations of values looked at to find that a condition always holds. */
const mostCombinations = 4096;

/**
 * When something can still happen without a fault: message by message, last what happens by itself. Order of delivery
 * and overlapping transactions are left out: of what waits in order something is first, and of two transactions that
 * overlap each can run alone.
 */
export const possible = (model: Model, { actions, variables }: Program): readonly Possible[] => {
  const sizes = sizesOf(variables);
  const ordering = new Set(variables.filter(({ kind }) => kind === 'order').map(({ id }) => id));
  const simplified = simplifier(sizes);
  const normal = actions.filter(({ fault, overwritten }) => fault === null && overwritten === null);
  const byMessage = grouped(normal, ({ rule }) => (rule === null ? null : (model.rules[rule]?.on ?? null)));
  return [...byMessage].map(([message, alike]) => {
    const skipped = (variable: string) => variable === message || ordering.has(variable);
    const when = simplified({
      any: alike.map((action) => ({
        all: [
          ...action.guard.filter(({ variable }) => !skipped(variable)),
          changes(withoutOrder(action, ordering), sizes),
        ],
      })),
    });
    return { message, when: isTautology(when, sizes) ? { all: [] } : when };
  });
};

/** When one of some actions can be taken to some effect, all told. */
export const possibleNow = ({ variables }: Program, actions: readonly Action[]): Formula => {
  const sizes = sizesOf(variables);
  return simplifier(sizes)({ any: actions.map((action) => ({ all: [...action.guard, changes(action, sizes)] })) });
};

const sizesOf = (variables: Program['variables']): Sizes => new Map(variables.map(({ id, size }) => [id, size]));

/** Places in a queue change only together with the messages in it. */
const withoutOrder = (action: Action, ordering: ReadonlySet<string>): Action => ({
  ...action,
  effects: action.effects.filter(({ variable }) => !ordering.has(variable)),
});

/** The action leads to another state: one of its effects is not there yet, and no later effect takes its place. */
const changes = ({ guard, effects }: Action, sizes: Sizes): Formula => {
  const known = new Map<string, number>();
  for (const { variable, values } of guard) known.set(variable, (known.get(variable) ?? -1) & values);
  return {
    any: effects.map((effect, index) => {
      const { variable } = effect;
      const size = sizes.get(variable) ?? 1;
      const other = everyValue(size) & ~('to' in effect ? 1 << effect.to : 1 << (size - 1));
      const later = effects.slice(index + 1).filter((each) => each.variable === variable);
      const isCertain = ((known.get(variable) ?? -1) & everyValue(size) & ~other) === 0;
      return {
        all: [
          ...(isCertain ? [] : [{ variable, values: other }]),
          ...(effect.when ?? []),
          ...later.map(({ when }) => unmet(when ?? [], sizes)),
        ],
      };
    }),
  };
};

const unmet = (condition: Condition, sizes: Sizes): Formula => ({
  any: condition.map(
    ({ variable, values }): Test => ({ variable, values: everyValue(sizes.get(variable) ?? 1) & ~values }),
  ),
});

/** Holds whatever the values of its variables, if they are few enough to try them all. */
const isTautology = (formula: Formula, sizes: Sizes): boolean => {
  const variables = [...new Set(variablesIn(formula))];
  const combinations = variables.reduce((product, variable) => product * (sizes.get(variable) ?? 1), 1);
  if (combinations > mostCombinations) return false;
  for (let combination = 0; combination < combinations; combination += 1) {
    const values = new Map<string, number>();
    let rest = combination;
    for (const variable of variables) {
      const size = sizes.get(variable) ?? 1;
      values.set(variable, rest % size);
      rest = Math.floor(rest / size);
    }
    if (!holdsFor(formula, values)) return false;
  }
  return true;
};

const holdsFor = (formula: Formula, values: ReadonlyMap<string, number>): boolean => {
  if ('all' in formula) return formula.all.every((part) => holdsFor(part, values));
  if ('any' in formula) return formula.any.some((part) => holdsFor(part, values));
  return ((formula.values >>> (values.get(formula.variable) ?? 0)) & 1) === 1;
};

const variablesIn = (formula: Formula): readonly string[] => {
  if ('all' in formula) return formula.all.flatMap(variablesIn);
  if ('any' in formula) return formula.any.flatMap(variablesIn);
  return [formula.variable];
};
