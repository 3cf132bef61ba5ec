import { fail, type Result } from '../../errors.ts';
import { draft } from './draft.ts';
import { at, field, itemsOf, readForeign, textOf } from './foreign.ts';
import type { Imported } from './imported.ts';
import { serviceOfSource } from './serverless-workflow/events.ts';
import { walk } from './serverless-workflow/walk.ts';
import type { Sketch } from './sketch.ts';

/**
 * Reads a CNCF Serverless Workflow (DSL 1.0, YAML or JSON): a call, a run, or an emit with the listen for its answer is a
 * step. A deadline or retry is taken over only where it says what follows. Conditions on data come back as questions.
 */
export const importServerlessWorkflow = (text: string): Result<Imported> => {
  const read = readForeign(text);
  if (!read.ok) return read;
  const dsl = textOf(at(read.value, 'document', 'dsl'));
  return dsl?.startsWith('1.') ? draft(sketchOf(read.value)) : fail(notVersion1(read.value));
};

const notVersion1 = (document: unknown) => {
  const old = textOf(field(document, 'specVersion'));
  return {
    problem: old === undefined ? 'it has no `document.dsl`' : `it is Serverless Workflow ${old}`,
    allowed: 'Serverless Workflow DSL 1.0',
    next: 'rewrite the states as DSL 1.0 tasks; versions before 1.0 are another language',
    at: 'document.dsl',
  };
};

const sketchOf = (document: unknown): Sketch => {
  const tasks = itemsOf(field(document, 'do'));
  const { steps, questions, ends } = walk(tasks);
  const version = textOf(at(document, 'document', 'version'));
  const start = at(document, 'schedule', 'on', 'one', 'with');
  return {
    name: textOf(at(document, 'document', 'title')) ?? textOf(at(document, 'document', 'name')),
    summary: textOf(at(document, 'document', 'summary')),
    version: version === '0.0.0' ? undefined : version,
    starts: textOf(field(start, 'type')),
    startedBy: serviceOfSource(textOf(field(start, 'source'))),
    steps,
    completed: ends.completed,
    cancelled: ends.cancelled,
    services: Object.fromEntries(ends.sources.map((source) => [source, {}])),
    questions,
  };
};
