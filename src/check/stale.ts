import {
  type Assignment,
  type Condition,
  everyValue,
  type Formula,
  type Model,
  type Rule,
  type Test,
} from '../process/rules.ts';
import { grouped } from './grouped.ts';
import type { Action, Elimination, ProgramVariable } from './program.ts';
import { isLargerThan, isNever, simplifier } from './simplify.ts';

/**
 * Stale-message elimination. A message can never matter again when each rule that would take it either needs a value
 * its variable can no longer get, or does nothing but send messages that cannot matter themselves, while some rule that
 * merely swallows it is enabled for good. Taking such a message commutes with everything and shows nowhere, so it may
 * be taken at once. "Can no longer get" is decided per variable, from the values its assignments lead to. That a rule
 * ran is visible where a requirement asks for it to happen. A timer that goes on sending what cannot matter no longer
 * keeps a system from being at rest, so with this more is seen, not less.
 */
export const eliminationsOf = (
  model: Model,
  variables: readonly ProgramVariable[],
  actions: readonly Action[],
  behind: (message: string) => readonly string[],
): readonly Elimination[] => {
  const reach = reachability(variables, actions);
  const awaited = new Set(model.requirements.flatMap((each) => (each.must === 'happen' ? each.rules : [])));
  const rules = grouped(model.rules, ({ on }) => on);
  const isSilent: Silent = ({ id, set }) => set.length === 0 && !awaited.has(id);
  const useless = new Map<string, Formula | null>();
  const uselessOf = (message: string): Formula | null => {
    const known = useless.get(message);
    if (known !== undefined) return known;
    useless.set(message, null);
    const found = uselessMessage(rules.get(message) ?? [], reach, isSilent, uselessOf);
    useless.set(message, found);
    return found;
  };
  const simplified = simplifier(new Map(variables.map(({ id, size }) => [id, size])));
  // What somebody waits with, without taking it, matters while it is there.
  const watched = new Set(
    model.rules.flatMap(({ on, when }) => when.map(({ variable }) => variable).filter((id) => id !== on)),
  );
  return model.messages.flatMap(({ id, to }) => {
    const found = to === null || watched.has(id) ? null : uselessOf(id);
    if (found === null) return [];
    const when = simplified(found);
    return isNever(when) || isLargerThan(longestTest, when) ? [] : [{ message: id, clears: [id, ...behind(id)], when }];
  });
};

/** A rule that writes nothing, and that nobody waits to see. */
type Silent = (rule: Rule) => boolean;
/** Evaluating more than this costs more than the message does. */
const longestTest = 1000;

type Reach = Readonly<{ never: (test: Test) => Test; always: (test: Test) => Test }>;

type UselessOf = (message: string) => Formula | null;

const uselessMessage = (
  rules: readonly Rule[],
  reach: Reach,
  isSilent: Silent,
  uselessOf: UselessOf,
): Formula | null => {
  const silent = rules.filter(isSilent);
  const swallowed = silent.flatMap((rule) => takenForGood(rule, reach, uselessOf));
  const excluded = rules
    .filter((rule) => !isSilent(rule) || rule.send.length > 0)
    .map(
      (rule): Formula => ({
        any: [...rule.when.map(reach.never), ...(isSilent(rule) ? harmless(rule, uselessOf) : [])],
      }),
    );
  return swallowed.length === 0 ? null : { all: [{ any: swallowed }, ...excluded] };
};

/** Enabled from now on, and without effect. */
const takenForGood = (rule: Rule, reach: Reach, uselessOf: UselessOf): readonly Formula[] => {
  const enabled = { all: rule.when.map(reach.always) };
  return rule.send.length === 0 ? [enabled] : harmless(rule, uselessOf).map((each) => ({ all: [enabled, each] }));
};

/** What a silent rule sends is useless. */
const harmless = (rule: Rule, uselessOf: UselessOf): readonly Formula[] => {
  const sent = rule.send.flatMap(({ copies }) => copies.map(uselessOf));
  const known = sent.filter((formula) => formula !== null);
  return known.length < sent.length ? [] : [{ all: known }];
};

const reachability = (variables: readonly ProgramVariable[], actions: readonly Action[]): Reach => {
  const writes = grouped(
    actions.flatMap(({ guard, effects }) => effects.map((effect): Write => ({ guard, effect }))),
    ({ effect }) => effect.variable,
  );
  const from = new Map(variables.map((variable) => [variable.id, closure(variable, writes.get(variable.id) ?? [])]));
  const where = (test: Test, keep: (reachable: number) => boolean): Test => {
    const reachable = from.get(test.variable) ?? [];
    return {
      variable: test.variable,
      values: reachable.reduce((set, mask, value) => (keep(mask) ? set | (1 << value) : set), 0),
    };
  };
  return {
    never: (test) => where(test, (reachable) => (reachable & test.values) === 0),
    always: (test) => where(test, (reachable) => (reachable & ~test.values) === 0),
  };
};

type Write = Readonly<{ guard: Condition; effect: Assignment }>;

/** Per value of the variable, the set of values it can have from then on. */
const closure = ({ id, size }: ProgramVariable, writes: readonly Write[]): readonly number[] => {
  const next = Array.from({ length: size }, (_, value) => 1 << value);
  for (const { guard, effect } of writes) {
    const sources = [...guard, ...(effect.when ?? [])]
      .filter(({ variable }) => variable === id)
      .reduce((set, { values }) => set & values, everyValue(size));
    for (let value = 0; value < size; value += 1) {
      if ((sources & (1 << value)) === 0) continue;
      const target = 'to' in effect ? effect.to : Math.min(value + effect.add, size - 1);
      next[value] = (next[value] ?? 0) | (1 << target);
    }
  }
  return saturated(next);
};

const saturated = (next: readonly number[]): readonly number[] => {
  const step = next.map((set) =>
    next.reduce((all, more, value) => ((set & (1 << value)) === 0 ? all : all | more), set),
  );
  return step.every((set, value) => set === next[value]) ? step : saturated(step);
};
