import { storyFrom } from '../../check/index.ts';
import { fail, ok } from '../../errors.ts';
import { normalise } from '../../process/normalise.ts';
import { parseProcess } from '../../process/parse.ts';
import type { DocumentWork } from './document-command.ts';

/** A trace of TLC or SPIN over an exported specification, told as the story it is. */
export const storyOfTrace: DocumentWork = async (text, { trace }) => {
  const parsed = parseProcess(text, 'document');
  if (!parsed.ok) return parsed;
  const story = trace === undefined ? null : storyFrom(normalise(parsed.value.process), trace);
  if (story === null) {
    return fail({
      problem: trace === undefined ? '--trace is missing' : '--trace: no step of this process is in it',
      allowed: 'the output of TLC, or of SPIN’s "spin -t -p", for a specification exported from the same document',
      next: 'Run eda export --format tla, then TLC, and give its output as --trace FILE.',
    });
  }
  return ok({
    text: `${JSON.stringify(story, null, 2)}\n`,
    notice: '',
    data: story,
    files: { 'story.json': JSON.stringify(story, null, 2) },
  });
};
