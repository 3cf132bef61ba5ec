import type { PrintedAction, PrintedState, PrintedTrace } from './printed-trace.ts';
import { leadingTlaValue, spelled, type TlaValue, tlaValue } from './tla-value.ts';

/**
 * The counterexample in a file that TLC wrote with `-dumpTrace json` or `-dumpTrace tla`, whatever stands around it; null
 * when the text holds neither. Both hold numbered states, and actions from one numbered state to another.
 */
export const dumpedTrace = (text: string): PrintedTrace | null => {
  const module = /\bCounterExample ==\s/.exec(text);
  const dumped = module ? leadingTlaValue(text.slice(module.index + module[0].length)) : jsonIn(text);
  const found = field(dumped, 'counterexample') ?? dumped;
  const numbered = membersOf(field(found, 'state')).flatMap(numberedIn);
  if (numbered.length === 0) return null;
  numbered.sort((left, right) => left.number - right.number);
  const steps = membersOf(field(found, 'action')).flatMap(stepIn);
  const states = numbered.map(({ number, values }): PrintedState => {
    const step = steps.find(({ from, to }) => to === number && from < number);
    return { by: step?.by ?? null, values };
  });
  const closing = steps.find(({ from, to }) => to < from);
  return { states, back: closing ? numbered.findIndex(({ number }) => number === closing.to) : null };
};

const field = (value: TlaValue | null | undefined, name: string): TlaValue | undefined =>
  value?.kind === 'function' ? value.at.get(`"${name}"`) : undefined;

const membersOf = (value: TlaValue | undefined): readonly TlaValue[] =>
  value?.kind === 'set' || value?.kind === 'tuple' ? value.members : [];

type Numbered = Readonly<{ number: number; values: ReadonlyMap<string, TlaValue> }>;

const numberedIn = (value: TlaValue): readonly Numbered[] => {
  const [number, state] = membersOf(value);
  if (number?.kind !== 'atom' || state?.kind !== 'function') return [];
  return [
    { number: Number(number.text), values: new Map([...state.at].map(([name, each]) => [unquoted(name), each])) },
  ];
};

type Step = Readonly<{ from: number; to: number; by: PrintedAction | null }>;

const stepIn = (value: TlaValue): readonly Step[] => {
  const [before, action, after] = membersOf(value);
  const [from] = before ? numberedIn(before) : [];
  const [to] = after ? numberedIn(after) : [];
  return from && to ? [{ from: from.number, to: to.number, by: actionIn(action) }] : [];
};

const actionIn = (action: TlaValue | undefined): PrintedAction | null => {
  const name = field(action, 'name');
  const crash = field(field(action, 'context'), 'crash');
  if (name?.kind !== 'atom') return null;
  return { name: unquoted(name.text), crash: crash?.kind === 'atom' ? Number(crash.text) : null };
};

const unquoted = (text: string): string => text.replaceAll('"', '');

/** The first object in a text that starts as such a file does; null when there is none, or it is broken. */
const jsonIn = (text: string): TlaValue | null => {
  const start = text.search(/\{\s{0,20}"(?:counterexample|state|action)"\s{0,20}:/);
  if (start < 0) return null;
  try {
    const parsed: unknown = JSON.parse(text.slice(start, objectEnd(text, start)));
    return readJson(parsed, false);
  } catch {
    return null;
  }
};

/** The index after the brace that closes the one at `start`. */
const objectEnd = (text: string, start: number): number => {
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === '{') depth += 1;
    else if (character === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
};

/** JSON has one kind of list: in ours a list is a set, and a list within a list a tuple. */
const readJson = (json: unknown, isListed: boolean): TlaValue => {
  if (typeof json === 'string') return { kind: 'atom', text: `"${json}"` };
  if (Array.isArray(json))
    return { kind: isListed ? 'tuple' : 'set', members: json.map((member: unknown) => readJson(member, true)) };
  if (typeof json === 'object' && json !== null)
    return {
      kind: 'function',
      at: new Map(Object.entries(json).map(([key, each]) => [keyOf(key), readJson(each, false)])),
    };
  return { kind: 'atom', text: String(json).toUpperCase() };
};

/** An argument that is a record or a tuple is a string that prints it. */
const keyOf = (key: string): string => {
  const value = /^(?:\[|<<)/.test(key) ? tlaValue(key) : null;
  return value === null ? `"${key}"` : spelled(value);
};
