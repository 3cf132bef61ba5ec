import { fail, type Result } from '../../errors.ts';
import { draft } from './draft.ts';
import type { Imported } from './imported.ts';
import { plain, statementsOf } from './mermaid/lines.ts';
import type { Question, Sketch, SketchStep } from './sketch.ts';

type Transition = Readonly<{
  from: string;
  to: string;
  events: readonly string[];
  actions: readonly string[];
  after: string | undefined;
}>;
type Machine = Readonly<{ labels: ReadonlyMap<string, string>; transitions: readonly Transition[] }>;

/**
 * Reads a Mermaid state diagram. A state that waits for an event is a step, `event / action` on the arrow into it is what
 * it asks, the event on the way out its answer. Which events refuse, and who does the work, is asked.
 */
export const importMermaidState = (text: string): Result<Imported> => {
  const statements = statementsOf(text, /^stateDiagram(?:-v2)?\b/, '`stateDiagram-v2`');
  if (!statements.ok) return statements;
  const machine = read(statements.value);
  return machine.transitions.length === 0 ? fail(NO_TRANSITION) : draft(sketchOf(machine));
};

const NO_TRANSITION = {
  problem: 'no state leads to another',
  allowed: 'a state diagram with transitions: `waiting --> done: PaymentCompleted`',
  next: 'add the transitions, with the event that causes each',
};

const read = (statements: readonly string[]): Machine => {
  const labels = new Map<string, string>();
  const transitions: Transition[] = [];
  for (const statement of statements) {
    const alias = /^state\s+"([^"]{1,300})"\s+as\s+(\S{1,200})$/.exec(statement);
    if (alias) labels.set(alias[2] ?? '', plain(alias[1] ?? ''));
    const described = /^([\w.-]{1,200})\s*:\s*(.{1,300})$/.exec(statement);
    if (described) labels.set(described[1] ?? '', plain(described[2] ?? ''));
    const arrow =
      /^(\[\*\]|[\p{L}\p{N}_.-]{1,200}?)\s*-->\s*(\[\*\]|[\p{L}\p{N}_.-]{1,200})\s*(?::\s*(.{0,500}))?$/u.exec(
        statement,
      );
    if (arrow) transitions.push(transition(arrow[1] ?? '', arrow[2] ?? '', plain(arrow[3] ?? '')));
  }
  return { labels, transitions };
};

/** `StockReserved and InvoiceDrafted / ShipParcel`, `after PT15M, no payment / RefundPayment`. */
const transition = (from: string, to: string, text: string): Transition => {
  const slash = text.indexOf(' / ');
  const cause = slash < 0 ? text : text.slice(0, slash);
  const actions = slash < 0 ? [] : text.slice(slash + 3).split(/,\s*/);
  const after = /^after (P[0-9WDTHMS]{1,40})\b/.exec(cause)?.[1];
  const events = after !== undefined || cause === '' ? [] : cause.split(' and ');
  return { from, to, events: events.map((event) => event.trim()).filter((event) => event !== ''), actions, after };
};

const sketchOf = (machine: Machine): Sketch => {
  const { labels, transitions } = machine;
  const start = transitions.find(({ from }) => from === '[*]');
  const waiting = [...new Set(transitions.map(({ from }) => from))].filter(
    (state) => state !== '[*]' && !undoes(machine, state) && leads(machine, state).length > 0,
  );
  const steps = waiting.flatMap((state) => stepsOf(machine, state, waiting));
  const ends = transitions.filter(({ to }) => to === '[*]').map(({ from }) => from);
  const named = (state: string | undefined) => state && (labels.get(state) ?? state);
  return {
    pattern: 'process_manager',
    starts: start?.events[0],
    steps,
    completed: named(ends.find((state) => !undoes(machine, state) && !REFUSES.test(state))),
    cancelled: named(ends.find((state) => REFUSES.test(state))),
    questions: [
      ...waiting.flatMap((state) => deadlines(machine, state)),
      ...[...new Set(transitions.map(({ from }) => from))]
        .filter((state) => undoes(machine, state))
        .map(
          (state): Question => ({
            path: 'steps',
            question: `"${named(state)}" looks like undoing: which step does it undo, with which command?`,
          }),
        ),
    ],
  };
};

const REFUSES = /cancel|reject|refus|declin|fail|abort|expired|error/i;
const UNDOES = /^undo|compensat|roll.{0,3}back|revert|refund/i;

const undoes = ({ labels }: Machine, state: string): boolean =>
  UNDOES.test(state) || UNDOES.test(labels.get(state) ?? '');

/** The ways out of a state that an event opens. */
const leads = ({ transitions }: Machine, state: string): readonly Transition[] =>
  transitions.filter(({ from, to, events }) => from === state && to !== state && events.length > 0);

/** One step per state; where a state waits for several events at once and as many were asked for, one step for each. */
const stepsOf = (machine: Machine, state: string, waiting: readonly string[]): readonly SketchStep[] => {
  const ways = leads(machine, state);
  const refusing = ways.filter(
    ({ to }) => undoes(machine, to) || REFUSES.test(to) || REFUSES.test(machine.labels.get(to) ?? ''),
  );
  const good = ways.filter((way) => !refusing.includes(way));
  const into = machine.transitions.filter(({ to, from }) => to === state && from !== state);
  const commands = into.find(({ actions }) => actions.length > 0)?.actions ?? [];
  const after = into.flatMap(({ from }) => (waiting.includes(from) ? idsOf(machine, from) : []));
  const ids = idsOf(machine, state);
  const events = good[0]?.events ?? [];
  return ids.map((id, at) => ({
    id,
    command: commands[at],
    success: ids.length > 1 ? events.slice(at, at + 1) : good.flatMap((way) => way.events),
    failure: at === 0 ? refusing.flatMap((way) => way.events) : [],
    after,
  }));
};

const idsOf = (machine: Machine, state: string): readonly string[] => {
  const into = machine.transitions.find(({ to, actions }) => to === state && actions.length > 0);
  const events = leads(machine, state).find(({ events: all }) => all.length > 1)?.events ?? [];
  const base = machine.labels.get(state)?.replace(/^waiting for /, '') ?? state;
  if (into === undefined || events.length < 2 || events.length !== into.actions.length) return [base];
  const words = base.split(', ');
  return into.actions.map((action, at) => (words.length === events.length ? (words[at] ?? action) : action));
};

const deadlines = (machine: Machine, state: string): readonly Question[] =>
  machine.transitions
    .filter(({ from, after }) => from === state && after !== undefined)
    .map(({ after, to }) => ({
      path: 'steps',
      question: `After ${after} without an answer "${machine.labels.get(state) ?? state}" leads to "${machine.labels.get(to) ?? to}": is that undoing, asking again, or people?`,
    }));
