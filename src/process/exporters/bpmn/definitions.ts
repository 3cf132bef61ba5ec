import type { NormalisedProcess, NormalisedStep } from '../../normalised.ts';
import { type Xml, xml } from '../xml-text.ts';

/** The ids that the flow and the interfaces refer to one another by: never the same for two things. */
export const messageId = (name: string): string => `message.${name}`;
export const errorId = (name: string): string => `error.${name}`;
export const operationId = (step: NormalisedStep, undo: boolean): string =>
  `operation.${undo ? 'undo' : 'do'}.${step.id}`;

/** Messages, errors and interfaces: who can be asked for what, and what is answered. */
export const definitionsOf = (process: NormalisedProcess): readonly Xml[] => [
  ...[...messageNames(process)].map((name) => {
    const summary = Object.hasOwn(process.events, name) ? (process.events[name]?.summary ?? null) : null;
    return xml('bpmn:message', { id: messageId(name), name }, ...documentation(summary));
  }),
  ...[...new Set(process.steps.flatMap(({ failure }) => failure))].map((name) =>
    xml('bpmn:error', { id: errorId(name), name, errorCode: name }),
  ),
  ...(process.steps.some(escalates) ? [xml('bpmn:escalation', { id: 'escalation', name: 'people decide' })] : []),
  ...Object.values(process.services).flatMap(({ name, summary }) => {
    const steps = process.steps.filter(({ service }) => service === name);
    const operations = steps.flatMap(operationsOf);
    return operations.length === 0
      ? []
      : [xml('bpmn:interface', { id: `interface.${name}`, name }, ...documentation(summary), ...operations)];
  }),
];

/** `documentation` with the text, or nothing. */
export const documentation = (text: string | null): readonly Xml[] =>
  text === null ? [] : [xml('bpmn:documentation', {}, text)];

const escalates = ({ failure, onFailure, timeouts }: NormalisedStep): boolean =>
  (failure.length > 0 && onFailure === 'escalate') || timeouts.some(({ then }) => then === 'escalate');

const operationsOf = (step: NormalisedStep): readonly Xml[] => {
  const { compensation, success, failure } = step;
  const done = operation(step, false, step.command ?? step.on[0], success[0], failure);
  if (compensation === null) return [done];
  return [
    done,
    operation(step, true, compensation.command ?? compensation.on[0], compensation.success ?? undefined, []),
  ];
};

const operation = (
  step: NormalisedStep,
  undo: boolean,
  asked: string | undefined,
  answered: string | undefined,
  refusals: readonly string[],
): Xml =>
  xml(
    'bpmn:operation',
    { id: operationId(step, undo), name: asked ?? step.id },
    ...(asked === undefined ? [] : [xml('bpmn:inMessageRef', {}, messageId(asked))]),
    ...(answered === undefined ? [] : [xml('bpmn:outMessageRef', {}, messageId(answered))]),
    ...refusals.map((name) => xml('bpmn:errorRef', {}, errorId(name))),
  );

const messageNames = (process: NormalisedProcess): ReadonlySet<string> => {
  const { completed, cancelled } = process.outcomes;
  return new Set([
    process.starts,
    ...process.steps.flatMap(({ command, on, success, compensation }) => [
      ...(command === null ? [] : [command]),
      ...on.slice(0, 1),
      ...success.slice(0, 1),
      ...(compensation === null
        ? []
        : [compensation.command, ...compensation.on.slice(0, 1), compensation.success].flatMap((name) => name ?? [])),
    ]),
    completed,
    ...(cancelled === null ? [] : [cancelled]),
    ...Object.values(process.events).flatMap(({ name, declared }) => (declared ? [name] : [])),
  ]);
};
