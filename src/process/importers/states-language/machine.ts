import { durationOf } from '../../duration.ts';
import { at, field, fieldsOf, itemsOf, textOf, textsOf } from '../foreign.ts';

export type State = Readonly<{
  name: string;
  type: string;
  body: unknown;
  /** The parallel or map state it stands in. */
  parent: string | undefined;
  isFirst: boolean;
  /** Where it leads when nothing goes wrong. */
  next: readonly string[];
  caught: readonly Readonly<{ errors: readonly string[]; next: string | undefined }>[];
}>;

export type Machine = Readonly<{
  states: ReadonlyMap<string, State>;
  /** The states that can be reached without an error. */
  onPath: ReadonlySet<string>;
  /** After so long it ends wherever it is, and undoes nothing. */
  deadline: string | undefined;
}>;

const MAX_STATES = 1000;
const MAX_DEPTH = 16;

/** All states of a machine, those inside parallel and map states too; names are unique in the whole machine. */
export const readMachine = (document: unknown): Machine => {
  const states = new Map<string, State>();
  collect(document, undefined, 0, states);
  const seconds = field(document, 'TimeoutSeconds');
  const deadline = typeof seconds === 'number' ? (durationOf(seconds) ?? undefined) : undefined;
  return { states, onPath: reachable(states), deadline };
};

const collect = (machine: unknown, parent: string | undefined, depth: number, states: Map<string, State>): void => {
  const first = textOf(field(machine, 'StartAt'));
  for (const [name, body] of Object.entries(fieldsOf(field(machine, 'States')))) {
    if (states.size >= MAX_STATES || depth > MAX_DEPTH) return;
    states.set(name, {
      name,
      type: textOf(field(body, 'Type')) ?? '',
      body,
      parent,
      isFirst: name === first,
      next: [
        ...textsOf(field(body, 'Next')),
        ...itemsOf(field(body, 'Choices')).flatMap((choice) => textOf(field(choice, 'Next')) ?? []),
        ...textsOf(field(body, 'Default')),
      ],
      caught: itemsOf(field(body, 'Catch')).map((handler) => ({
        errors: textsOf(field(handler, 'ErrorEquals')),
        next: textOf(field(handler, 'Next')),
      })),
    });
    for (const inner of innerMachines(body)) collect(inner, name, depth + 1, states);
  }
};

const innerMachines = (body: unknown): readonly unknown[] => [
  ...itemsOf(field(body, 'Branches')),
  ...itemsOf(field(body, 'ItemProcessor')),
  ...itemsOf(field(body, 'Iterator')),
];

const reachable = (states: ReadonlyMap<string, State>): ReadonlySet<string> => {
  const inner = new Map<string | undefined, string[]>();
  for (const { name, parent, isFirst } of states.values()) {
    if (isFirst) inner.set(parent, [...(inner.get(parent) ?? []), name]);
  }
  const seen = new Set<string>();
  const left = [...(inner.get(undefined) ?? [])];
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    left.push(...(states.get(name)?.next ?? []), ...(inner.get(name) ?? []));
  }
  return seen;
};

/** The step states that come right before a state, through choices, waits, and the ends of branches. */
export const stepsBefore = (
  { states, onPath }: Machine,
  name: string,
  isStep: (name: string) => boolean,
): readonly string[] => {
  const found: string[] = [];
  const seen = new Set([name]);
  const left = sourcesOf(states, name);
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    if (seen.has(next) || !onPath.has(next)) continue;
    seen.add(next);
    if (isStep(next)) found.push(next);
    else left.unshift(...sourcesOf(states, next));
  }
  return found;
};

const sourcesOf = (states: ReadonlyMap<string, State>, name: string): string[] => {
  const state = states.get(name);
  const direct = [...states.values()]
    .filter(({ next }) => next.includes(name))
    .flatMap((source) => lastInside(states, source));
  return state?.isFirst && state.parent !== undefined ? [...direct, ...sourcesOf(states, state.parent)] : direct;
};

/** After a parallel or map state come what its branches end with. */
const lastInside = (states: ReadonlyMap<string, State>, source: State, depth = 0): readonly string[] => {
  const ends = [...states.values()].filter(({ parent, next }) => parent === source.name && next.length === 0);
  return ends.length === 0 || depth > MAX_DEPTH
    ? [source.name]
    : ends.flatMap((end) => lastInside(states, end, depth + 1));
};

/** The list a map state around this one goes through, by its last word. */
export const itemOf = ({ states }: Machine, state: State): string | undefined => {
  let parent = state.parent;
  for (let depth = 0; parent !== undefined && depth < MAX_DEPTH; depth += 1) {
    const around = states.get(parent);
    if (around?.type === 'Map')
      return (
        /([A-Za-z_]\w{0,60})\W*$/.exec(
          textOf(at(around.body, 'ItemsPath')) ?? textOf(at(around.body, 'Items')) ?? '',
        )?.[1] ?? 'item'
      );
    parent = around?.parent;
  }
  return undefined;
};
