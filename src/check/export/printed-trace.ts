import { dumpedTrace } from './dumped-trace.ts';
import { leadingTlaValue, type TlaValue } from './tla-value.ts';

/** The action that a checker names for a step: `Start(0)`, which crashes before it has sent anything. */
export type PrintedAction = Readonly<{ name: string; crash: number | null }>;

/** A state as printed: its variables by name, and what led to it, where that is said. */
export type PrintedState = Readonly<{ by: PrintedAction | null; values: ReadonlyMap<string, TlaValue> }>;

/** A counterexample as a checker printed it. */
export type PrintedTrace = Readonly<{
  states: readonly PrintedState[];
  /** Index of the state that the last one goes back to, for ever round; null: it ends there. */
  back: number | null;
}>;

/**
 * The first counterexample in the output of TLC, plain, with `-tool` or with `-difftrace`, or of tla-checker, whatever
 * else was printed around it; or in a file that `-dumpTrace json` or `-dumpTrace tla` wrote. Without states when there
 * is none.
 */
export const printedTrace = (text: string): PrintedTrace => dumpedTrace(text) ?? listedTrace(text.split(/\r?\n/));

type Heading = Readonly<{ number: number; rest: string; isBack: boolean }>;

/** States one after the other, each under a heading and up to an empty line; the next counterexample counts anew. */
const listedTrace = (lines: readonly string[]): PrintedTrace => {
  const states: PrintedState[] = [];
  let previous: number | null = null;
  for (let at = 0; at < lines.length; at += 1) {
    const found = headingIn(lines[at] ?? '');
    if (found === null) continue;
    if (found.isBack) return { states, back: states.length - 1 - ((previous ?? 0) - found.number) };
    if (previous !== null && found.number <= previous) break;
    if (found.rest.startsWith('Stuttering')) break;
    const end = endOf(lines, at + 1);
    const values = valuesIn(lines.slice(at + 1, end).join('\n'));
    // With `-difftrace` only what has changed is printed.
    states.push({ by: actionIn(found.rest), values: new Map([...(states.at(-1)?.values ?? []), ...values]) });
    previous = found.number;
    at = end - 1;
  }
  return { states, back: null };
};

/** `State 2: <Start(0) line 1, …>`, as tools want it `2: <Start(0) line 1, …>`; `Back to state 2`, `2: Back to state`. */
const headingIn = (line: string): Heading | null => {
  const back = /\bBack to state (\d{1,9})\b|^(\d{1,9}): Back to state\b/.exec(line);
  if (back) return { number: Number(back[1] ?? back[2]), rest: '', isBack: true };
  const [, plain, short, rest = ''] =
    /(?:\bState (\d{1,9})\b|^(\d{1,9}):(?= <| Stuttering))[: ]*(.*)$/.exec(line) ?? [];
  const number = plain ?? short;
  return number === undefined ? null : { number: Number(number), rest, isBack: false };
};

const endOf = (lines: readonly string[], start: number): number => {
  let at = start;
  while (at < lines.length && lines[at]?.trim() !== '' && headingIn(lines[at] ?? '') === null) at += 1;
  return at;
};

const actionIn = (heading: string): PrintedAction | null => {
  const [, name, given = ''] = /^<(\w+)(?:\((.*)\))? line \d/.exec(heading) ?? [];
  const crash = /(?:^|, )(\d{1,9})$/.exec(given)?.[1];
  return name === undefined ? null : { name, crash: crash === undefined ? null : Number(crash) };
};

/** `name = value` or `/\ name = value`; values may go on over several lines. */
const valuesIn = (block: string): ReadonlyMap<string, TlaValue> =>
  new Map(
    block.split(/^[ \t/\\]*(?=\w+ = )/m).flatMap((part) => {
      const [, name, text] = /^(\w+) = ([\s\S]*)$/.exec(part) ?? [];
      const value = text === undefined ? null : leadingTlaValue(text);
      return name === undefined || value === null ? [] : [[name, value] as const];
    }),
  );
