import { mermaidOf, type Story, storyFrom } from '../../check/index.ts';
import { fail, ok } from '../../errors.ts';
import { normalise } from '../../process/normalise.ts';
import { parsedDocument } from '../../tools/document-input.ts';
import type { DocumentWork } from './document-command.ts';

/** A trace of TLC or SPIN over an exported specification, drawn as the story it is; where it ends is told below. */
export const storyOfTrace: DocumentWork = async (text, { trace }, context) => {
  const parsed = await parsedDocument(text, context);
  if (!parsed.ok) return parsed;
  const process = normalise(parsed.value.process);
  const told = trace === undefined ? null : storyFrom(process, trace);
  if (told === null) {
    return fail({
      problem: trace === undefined ? '--trace is missing' : '--trace: no counterexample of this process is in it',
      allowed:
        'the output of TLC (or what its -dumpTrace wrote), or of SPIN’s "spin -t -p", for a specification exported from the same document',
      next: 'Run eda export --format tla, then TLC, and give its output as --trace FILE.',
    });
  }
  const { story, repeatsFrom } = told;
  const marks = { noReturn: null, broken: null, atRest: false, outside: process.startedBy ?? 'outside' };
  const drawn = `${mermaidOf(story, context.knowledge.checker(), marks)}${ending(story)}${repeating(story, repeatsFrom)}`;
  return ok({
    text: drawn,
    notice: '',
    data: { ...story, repeatsFrom },
    files: { 'story.mmd': drawn, 'story.json': JSON.stringify({ ...story, repeatsFrom }, null, 2) },
  });
};

/** What everybody holds at the end, as comments that a drawing passes over. */
const ending = ({ finalState, inFlight }: Story): string =>
  [
    ...finalState.map(({ party, what, is }) => `%% at the end ${party}: ${what} ${is}\n`),
    ...inFlight.map(({ message, to }) => `%% at the end on its way to ${to}: ${message}\n`),
  ].join('');

const repeating = ({ steps }: Story, from: number | null): string =>
  from === null ? '' : `%% and so on: step ${from} follows step ${steps.length}, for ever\n`;
