import type { Process } from '../schema.ts';
import { fieldName, type Namings } from './names.ts';
import type { Question, SketchStep } from './sketch.ts';

/** What had to be made up: the questions about it, and events that nobody publishes. */
export type StandIns = Readonly<{ questions: Question[]; events: string[] }>;

/** One step of the draft, keys without a value still there; what had to be made up is added to `standIns`. */
export const draftStep = (
  step: SketchStep,
  pattern: Process['pattern'],
  naming: Namings,
  standIns: StandIns,
): Readonly<Record<string, unknown>> => {
  const id = naming.id(step.id);
  const messages = (names: readonly string[] | undefined) => listed(names?.map(naming.message));
  const { compensation, timeouts } = step;
  return {
    id,
    summary: (step.summary ?? asWritten(step, naming))?.slice(0, 500),
    service: service(step, id, naming, standIns),
    ...trigger(step, id, pattern, naming, standIns),
    success: messages(step.success) ?? standInEvent(id, naming, standIns),
    failure: messages(step.failure),
    onFailure: step.failure?.length ? step.onFailure : undefined,
    compensation: compensation && {
      command: compensation.command && naming.message(compensation.command),
      on: messages(compensation.on),
      success: compensation.success && naming.message(compensation.success),
      failure: compensation.failure && naming.message(compensation.failure),
      onFailure: compensation.failure && compensation.onFailure,
      retry: compensation.retry,
    },
    retry: step.retry,
    timeout: listed(timeouts),
    after: step.after?.map(naming.id),
    when: messages(step.when),
    forEach: step.forEach && fieldName(step.forEach),
    join: step.forEach && step.join,
    human: step.human || undefined,
    sync: step.sync || undefined,
  };
};

/** What the source calls it, when that is no name: a sentence, a path, another script. */
const asWritten = ({ command }: SketchStep, naming: Namings): string | undefined =>
  command === undefined || naming.message(command) === command ? undefined : command;

const listed = <T>(values: readonly T[] | undefined): T | readonly T[] | undefined => {
  const [only] = values ?? [];
  return values?.length === 1 ? only : values?.length === 0 ? undefined : values;
};

const service = (step: SketchStep, id: string, naming: Namings, standIns: StandIns): string => {
  if (step.service !== undefined) return naming.service(step.service);
  standIns.questions.push({ path: `steps.${id}.service`, question: `Which service does "${id}"? A stand-in is used.` });
  return naming.service('unknown');
};

const trigger = (
  step: SketchStep,
  id: string,
  pattern: Process['pattern'],
  naming: Namings,
  standIns: StandIns,
): Readonly<Record<string, unknown>> => {
  if (step.on !== undefined && step.on.length > 0) {
    return { on: listed(step.on.map(naming.message)), match: step.on.length > 1 ? step.match : undefined };
  }
  const alone = pattern === 'choreography';
  if (step.command !== undefined && !alone) return { command: naming.message(step.command) };
  standIns.questions.push({
    path: `steps.${id}.${alone ? 'on' : 'command'}`,
    question: `What starts "${id}": which command, or which event? A stand-in is used.`,
  });
  if (!alone) return { command: naming.standIn(pascal(id)) };
  const event = naming.standIn(`${pascal(id)}Requested`);
  standIns.events.push(event);
  return { on: event };
};

const standInEvent = (id: string, naming: Namings, standIns: StandIns): string => {
  standIns.questions.push({
    path: `steps.${id}.success`,
    question: `Which event says that "${id}" is done? A stand-in is used.`,
  });
  return naming.standIn(`${pascal(id)}Done`);
};

const pascal = (id: string): string =>
  id
    .split(/[^a-z0-9]+/i)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
