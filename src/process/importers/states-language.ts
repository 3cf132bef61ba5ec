import { fail, type Result } from '../../errors.ts';
import { draft } from './draft.ts';
import { field, readForeign, textOf } from './foreign.ts';
import type { Imported } from './imported.ts';
import type { Question, Sketch } from './sketch.ts';
import { type Machine, readMachine, type State } from './states-language/machine.ts';
import { stepOf } from './states-language/step.ts';
import { undoingOf } from './states-language/undo.ts';

/**
 * Reads an Amazon States Language machine (JSON or YAML): task states are steps, parallel and map states branches and
 * fan-outs. States that only an error leads to undo a step where their names tell which; else they are asked about.
 */
export const importStatesLanguage = (text: string): Result<Imported> => {
  const read = readForeign(text);
  if (!read.ok) return read;
  const start = textOf(field(read.value, 'StartAt'));
  return start === undefined ? fail(NO_START) : draft(sketchOf(read.value, readMachine(read.value)));
};

const NO_START = {
  problem: 'it has no `StartAt`',
  allowed: 'the definition of a state machine: StartAt and States',
  next: 'import the definition itself, not the template that deploys it',
  at: 'StartAt',
};

const sketchOf = (document: unknown, machine: Machine): Sketch => {
  const tasks = [...machine.states.values()].filter(({ type }) => type === 'Task');
  const steps = tasks.filter(({ name }) => machine.onPath.has(name));
  const ids = new Set(steps.map(({ name }) => name));
  const undoing = undoingOf(machine, steps);
  const undoers = new Set([...undoing.undoOf.values()].map(({ name }) => name));
  return {
    name: firstWords(textOf(field(document, 'Comment'))),
    summary: textOf(field(document, 'Comment')),
    pattern: 'process_manager',
    steps: steps.map((state) => stepOf(machine, state, (name) => ids.has(name), undoing)),
    cancelled: undoers.size > 0 ? 'ProcessCancelled' : undefined,
    questions: [
      ...tasks
        .filter(({ name }) => !machine.onPath.has(name) && !undoers.has(name))
        .flatMap((state) => handler(machine, state)),
      ...[...undoing.undoOf].map(([step, { name }]) => paired(step, name)),
      ...standIns([...undoing.onError.keys()]),
      ...(machine.deadline === undefined ? [] : [ended(machine.deadline)]),
      ...[...machine.states.values()].filter(({ type }) => type === 'Choice').map(choice),
    ],
  };
};

/** A comment that is a name and not a sentence. */
const firstWords = (comment: string | undefined): string | undefined =>
  comment !== undefined && comment.length <= 40 && !/[.!?]/.test(comment) ? comment : undefined;

const handler = ({ states }: Machine, { name }: State): readonly Question[] => {
  const from = [...states.values()]
    .filter((state) => state.caught.some(({ next }) => next === name))
    .map((state) => state.name);
  const after =
    from.length === 0 ? 'after another error handler' : `after an error of ${from.map((one) => `"${one}"`).join(', ')}`;
  return [{ path: 'steps', question: `"${name}" runs only ${after}: which step does it undo, if any?` }];
};

const paired = (step: string, undo: string): Question => ({
  path: 'steps',
  question: `"${undo}" runs only after an error and is taken for what undoes "${step}", because their names share a word: is it?`,
});

const standIns = (caught: readonly string[]): readonly Question[] =>
  caught.length === 0
    ? []
    : [
        {
          path: 'steps',
          question: `Errors of ${caught
            .slice(0, 12)
            .map((name) => `"${name}"`)
            .join(', ')} are caught: which events refuse them for good? Where no error has a name, a stand-in is used.`,
        },
      ];

const ended = (after: string): Question => ({
  path: 'steps',
  question: `After ${after} the machine ends wherever it is and undoes nothing, so every step has that as a deadline (then: fail): should a step be undone, or people be told?`,
});

const choice = ({ name }: State): Question => ({
  path: 'steps',
  question: `"${name}" decides by data: which events stand for its cases?`,
});
