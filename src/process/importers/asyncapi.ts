import { fail, type Result } from '../../errors.ts';
import { type AsyncDocument, type Operation, readDocument } from './asyncapi/document.ts';
import { draft } from './draft.ts';
import { field, readForeign, textOf } from './foreign.ts';
import type { Imported } from './imported.ts';
import type { Question, Sketch, SketchStep } from './sketch.ts';

/**
 * Reads an AsyncAPI 3 document (YAML or JSON, references within the document). An operation that receives is a step; what
 * it replies, or what is sent under the same `step` tag, is its answer. Order, ends and guarantees are asked for.
 */
export const importAsyncapi = (text: string): Result<Imported> => {
  const read = readForeign(text);
  if (!read.ok) return read;
  const version = textOf(field(read.value, 'asyncapi'));
  return version?.startsWith('3.') ? draft(sketchOf(readDocument(read.value))) : fail(notVersion3(version));
};

const notVersion3 = (version: string | undefined) => ({
  problem: version === undefined ? 'the document has no `asyncapi` version' : `it is AsyncAPI ${version}`,
  allowed: 'AsyncAPI 3.0 or later',
  next: 'convert it with `asyncapi convert --target-version 3.0.0`, then import the result',
  at: 'asyncapi',
});

const sketchOf = (document: AsyncDocument): Sketch => {
  const received = document.operations.filter(({ action }) => action === 'receive');
  const undoing = received.filter((operation) => tagged(operation, 'undoes ') !== undefined);
  const steps = grouped(received.filter((operation) => !undoing.includes(operation))).map((group) =>
    stepOf(document, group, undoing),
  );
  const { title, summary, version, services, payloads, correlationId } = document;
  return {
    name: title,
    summary,
    version,
    services,
    steps: steps.length > 0 ? steps : sentOnly(document),
    events: payloads,
    correlationId,
    questions: steps.flatMap((step) => unclear(document, step)),
  };
};

/** Several receiving operations under one `step` tag are one step that listens on several channels. */
const grouped = (operations: readonly Operation[]): readonly (readonly Operation[])[] => {
  const groups = new Map<string, readonly Operation[]>();
  for (const operation of operations) {
    const key = tagged(operation, 'step ') ?? operation.name;
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  return [...groups.values()];
};

const tagged = ({ tags }: Operation, prefix: string): string | undefined =>
  tags.find((tag) => tag.startsWith(prefix))?.slice(prefix.length);

const stepOf = (document: AsyncDocument, group: readonly Operation[], undoing: readonly Operation[]): SketchStep => {
  const [first] = group;
  const name = first?.name ?? '';
  const id = (first && tagged(first, 'step ')) ?? name;
  const answers = answersOf(document, group);
  const undo = undoing.filter((operation) => tagged(operation, 'undoes ') === id);
  return {
    id,
    summary: first?.summary,
    service: first && serviceOf(document, first),
    ...triggerOf(document, group),
    success: answers.filter((event) => !document.refusals.has(event)),
    failure: answers.filter((event) => document.refusals.has(event)),
    compensation:
      undo.length === 0 ? undefined : { ...triggerOf(document, undo), success: answersOf(document, undo)[0] },
  };
};

const serviceOf = ({ services, title }: AsyncDocument, { tags }: Operation): string | undefined => {
  const names = Object.keys(services);
  return names.length === 0 ? title : tags.find((tag) => names.includes(tag));
};

const answersOf = ({ operations }: AsyncDocument, group: readonly Operation[]): readonly string[] => {
  const tags = new Set(group.flatMap((one) => one.tags.filter((tag) => /^(?:step|undoes) /.test(tag))));
  const sent = operations.filter((one) => one.action === 'send' && one.tags.some((tag) => tags.has(tag)));
  return [...new Set([...group.flatMap(({ replies }) => replies), ...sent.flatMap(({ messages }) => messages)])];
};

/** What is replied to is a command, what somebody here sends is an event; else the tag of the message decides. */
const triggerOf = (
  document: AsyncDocument,
  group: readonly Operation[],
): Readonly<{ command?: string; on?: readonly string[] }> => {
  const messages = group.flatMap((one) => one.messages);
  const [first] = messages;
  if (first === undefined) return {};
  const isEvent = messages.every((name) => document.taggedEvents.has(name) || document.sent.has(name));
  const isReplied = group.some(({ replies }) => replies.length > 0);
  return isEvent && !isReplied ? { on: messages } : { command: first };
};

/** A document that only sends describes a publisher: each message it sends is taken for the answer of a step. */
const sentOnly = (document: AsyncDocument): readonly SketchStep[] =>
  document.operations
    .filter(({ action }) => action === 'send')
    .map((operation) => ({
      id: operation.name,
      summary: operation.summary,
      service: serviceOf(document, operation),
      success: operation.messages,
    }));

const unclear = ({ refusals }: AsyncDocument, { id, success = [] }: SketchStep): readonly Question[] =>
  success.length > 1 && refusals.size === 0
    ? [{ path: `steps.${id}.failure`, question: `Which of ${success.join(', ')} refuse the step?` }]
    : [];
