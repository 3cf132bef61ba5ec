import { listed } from '../normalise/steps.ts';
import type { NormalisedProcess } from '../normalised.ts';
import { type Assignment, everyValue, type Rule, type Test, type Variable, values } from '../rules.ts';
import type { Rule as WrittenRule } from '../schema.ts';
import type { Fragment } from './fragment.ts';
import { effects, state, undos, work } from './names.ts';
import type { Routes } from './routes.ts';
import type { Task } from './tasks.ts';

type Declared = Readonly<{ id: string; words: readonly string[] | null; size: number }>;

/** The largest variable that the checker takes. */
export const largestSize = 32;

/** The actors that a document writes as rules. */
export const writtenOf = (process: NormalisedProcess, tasks: readonly Task[], routes: Routes): Fragment => {
  const declared = declarations(process);
  return {
    variables: [...declared.values()].map(
      ({ actor, variable }): Variable => ({
        id: variable.id,
        actor,
        size: variable.size,
        initial: 0,
        ...(variable.words ? { words: variable.words } : {}),
      }),
    ),
    rules: process.rules.flatMap((rule, index) => {
      const inlets = typeof rule.on === 'string' ? routes.inlets(rule.on, rule.actor) : [null];
      return inlets.map((on, copy) =>
        lowered(rule, `rule-${index + 1}${inlets.length > 1 ? `/${copy + 1}` : ''}`, on, declared, tasks, routes),
      );
    }),
    requirements: [],
  };
};

type Declarations = ReadonlyMap<string, Readonly<{ actor: string; variable: Declared }>>;

const declarations = ({ variables }: NormalisedProcess): Declarations =>
  new Map(
    Object.entries(variables).flatMap(([actor, own]) =>
      Object.entries(own).map(([name, declaration]) => {
        const words = 'values' in declaration ? declaration.values : null;
        const size = 'values' in declaration ? declaration.values.length : Math.min(declaration.max + 1, largestSize);
        const id = `${actor}.${name}`;
        return [id, { actor, variable: { id, words, size } }] as const;
      }),
    ),
  );

const lowered = (
  rule: WrittenRule,
  id: string,
  on: string | null,
  declared: Declarations,
  tasks: readonly Task[],
  routes: Routes,
): Rule => {
  const variable = (name: string): Declared =>
    declared.get(`${rule.actor}.${name}`)?.variable ?? { id: `${rule.actor}.${name}`, words: null, size: 2 };
  const effect = tasks.find(({ id }) => id === rule.applies);
  const undone = tasks.find(({ id }) => id === rule.undoes);
  const assignments = Object.entries(rule.set ?? {}).map(([name, to]) => ({ variable: variable(name), to }));
  return {
    id,
    actor: rule.actor,
    on,
    when: [
      ...Object.entries(rule.when ?? {}).map(([name, test]) => tested(variable(name), test)),
      // What would not fit is not silently cut off: the rule does not apply, and what it leaves undone shows.
      ...assignments.flatMap(({ variable, to }) => fitting(variable, to)),
    ],
    set: [
      ...assignments.map(({ variable, to }) => assigned(variable, to)),
      ...(effect && !effect.step.readOnly
        ? [
            { variable: state(effect.id), to: work.applied },
            { variable: effects(effect.id), add: 1 },
          ]
        : []),
      ...(undone?.step.compensation && !undone.step.readOnly
        ? [
            { variable: state(undone.id), to: work.undone },
            { variable: undos(undone.id), add: 1 },
          ]
        : []),
    ],
    send: listed(rule.send).map((name) => routes.broadcast(name)),
    act: effect ? { kind: 'apply', step: effect.id } : undone ? { kind: 'undo', step: undone.id } : plain(rule),
  };
};

const plain = ({ on, set, send }: WrittenRule): Rule['act'] => {
  if (typeof on !== 'string') return { kind: 'timer', step: null, timer: on.timer };
  return { kind: set === undefined && send === undefined ? 'ignore' : 'rule', step: null };
};

type WrittenTest = NonNullable<WrittenRule['when']>[string];
type WrittenAssignment = NonNullable<WrittenRule['set']>[string];

const numbered = ({ words }: Declared, value: string | number): number =>
  typeof value === 'number' ? value : Math.max(0, words?.indexOf(value) ?? 0);

const tested = (variable: Declared, test: WrittenTest): Test => {
  const all = everyValue(variable.size);
  const one = (value: string | number) => setOf(variable, value);
  if (typeof test === 'string' || typeof test === 'number') return { variable: variable.id, values: one(test) };
  if ('not' in test) return { variable: variable.id, values: all & ~one(test.not) };
  if ('atLeast' in test) return { variable: variable.id, values: all & ~everyValue(test.atLeast) };
  if ('atMost' in test) return { variable: variable.id, values: all & everyValue(test.atMost + 1) };
  return { variable: variable.id, values: test.reduce<number>((set, value) => set | one(value), 0) };
};

/** The set of this value; empty where it is larger than the checker takes. */
const setOf = (variable: Declared, value: string | number): number => {
  const number = numbered(variable, value);
  return number < variable.size ? values(number) : 0;
};

/** For what values of a variable it can be assigned to: a test where those are not all. */
const fitting = (variable: Declared, to: WrittenAssignment): readonly Test[] => {
  if (typeof to === 'object')
    return [{ variable: variable.id, values: everyValue(Math.max(0, variable.size - to.add)) }];
  return setOf(variable, to) === 0 ? [{ variable: variable.id, values: 0 }] : [];
};

const assigned = (variable: Declared, to: WrittenAssignment): Assignment =>
  typeof to === 'object'
    ? { variable: variable.id, add: to.add }
    : { variable: variable.id, to: numbered(variable, to) };
