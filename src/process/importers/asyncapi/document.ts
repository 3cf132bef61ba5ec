import { at, field, fieldsOf, itemsOf, textOf } from '../foreign.ts';
import type { SketchService } from '../sketch.ts';

export type Operation = Readonly<{
  name: string;
  action: string;
  summary: string | undefined;
  tags: readonly string[];
  messages: readonly string[];
  replies: readonly string[];
}>;

/** What matters of an AsyncAPI 3 document, references resolved. */
export type AsyncDocument = Readonly<{
  title: string;
  summary: string | undefined;
  version: string | undefined;
  /** The applications it names as tags of the document; empty when it describes a single one. */
  services: Readonly<Record<string, SketchService>>;
  operations: readonly Operation[];
  /** Messages somebody in the document sends, and those tagged as events, refusals. */
  sent: ReadonlySet<string>;
  taggedEvents: ReadonlySet<string>;
  refusals: ReadonlySet<string>;
  payloads: Readonly<Record<string, Readonly<{ summary: string | undefined; carries: readonly string[] }>>>;
  correlationId: string | undefined;
}>;

/** Reads what is there and ignores the rest; a reference out of the document leads nowhere. */
export const readDocument = (root: unknown): AsyncDocument => {
  const operations = Object.entries(fieldsOf(field(root, 'operations'))).map(([name, operation]) =>
    operationOf(root, name, operation),
  );
  const messages = Object.entries(fieldsOf(at(root, 'components', 'messages'))).map(
    ([name, message]) => [name, resolved(root, message)] as const,
  );
  const withTag = (tag: string) =>
    new Set(messages.filter(([, message]) => tagsOf(message).includes(tag)).map(([name]) => name));
  const version = textOf(at(root, 'info', 'version'));
  return {
    title: textOf(at(root, 'info', 'title')) ?? 'application',
    summary: textOf(at(root, 'info', 'description')),
    version: version === NO_VERSION ? undefined : version,
    services: Object.fromEntries(
      itemsOf(at(root, 'info', 'tags')).flatMap((tag) => {
        const name = textOf(field(tag, 'name'));
        return name === undefined ? [] : [[name, { summary: textOf(field(tag, 'description')) }]];
      }),
    ),
    operations,
    sent: new Set(operations.flatMap(({ action, messages: names }) => (action === 'send' ? names : []))),
    taggedEvents: withTag('event'),
    refusals: withTag('refusal'),
    payloads: Object.fromEntries(
      messages.flatMap(([name, message]) => {
        const summary = textOf(field(message, 'summary'));
        const carries = carriedBy(resolved(root, field(message, 'payload')), root, '', 0);
        return carries.length === 0 && summary === undefined ? [] : [[name, { summary, carries }]];
      }),
    ),
    correlationId: correlationOf(
      root,
      messages.map(([, message]) => message),
    ),
  };
};

/** `info.version` is required by the format; this one stands for none. */
const NO_VERSION = '0.0.0';

const operationOf = (root: unknown, name: string, written: unknown): Operation => {
  const operation = resolved(root, written);
  const reply = resolved(root, field(operation, 'reply'));
  return {
    name,
    action: textOf(field(operation, 'action')) ?? '',
    summary: textOf(field(operation, 'summary')) ?? textOf(field(operation, 'title')),
    tags: tagsOf(operation),
    messages: messagesOf(root, operation),
    replies: messagesOf(root, reply),
  };
};

/** The messages an operation or reply lists, else all of its channel. */
const messagesOf = (root: unknown, holder: unknown): readonly string[] => {
  const listed = itemsOf(field(holder, 'messages'));
  if (listed.length > 0) return listed.flatMap((reference) => messageName(root, reference, lastWord(reference)) ?? []);
  const channel = resolved(root, field(holder, 'channel'));
  return Object.entries(fieldsOf(field(channel, 'messages'))).map(
    ([key, message]) => messageName(root, message, key) ?? key,
  );
};

/** A message is called by its key in the components, else by its own name, else by its key in the channel. */
const messageName = (root: unknown, reference: unknown, key: string | undefined): string | undefined => {
  const pointer = textOf(field(reference, '$ref'));
  if (pointer?.startsWith('#/components/messages/')) return lastWord(reference);
  if (pointer !== undefined) {
    const target = followed(root, pointer);
    return target === undefined ? key : messageName(root, target, key);
  }
  return textOf(field(reference, 'name')) ?? key;
};

const lastWord = (reference: unknown): string | undefined => {
  const words = textOf(field(reference, '$ref'))?.split('/');
  return words?.at(-1)?.replaceAll('~1', '/').replaceAll('~0', '~');
};

const MAX_HOPS = 16;

const resolved = (root: unknown, value: unknown): unknown => {
  let current = value;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const pointer = textOf(field(current, '$ref'));
    if (pointer === undefined) return current;
    current = followed(root, pointer);
  }
  return undefined;
};

const followed = (root: unknown, pointer: string): unknown =>
  pointer.startsWith('#/')
    ? at(
        root,
        ...pointer
          .slice(2)
          .split('/')
          .map((word) => word.replaceAll('~1', '/').replaceAll('~0', '~')),
      )
    : undefined;

const tagsOf = (holder: unknown): readonly string[] =>
  itemsOf(field(holder, 'tags')).flatMap((tag) => textOf(field(tag, 'name')) ?? []);

const MAX_NESTING = 4;

/** The fields of a JSON Schema object, nested ones with dots. */
const carriedBy = (schema: unknown, root: unknown, prefix: string, depth: number): readonly string[] => {
  const properties = Object.entries(fieldsOf(field(schema, 'properties')));
  return properties.flatMap(([name, written]) => {
    const inner = resolved(root, written);
    const nested = depth < MAX_NESTING ? carriedBy(inner, root, `${prefix}${name}.`, depth + 1) : [];
    return nested.length > 0 ? nested : [`${prefix}${name}`];
  });
};

/** The field every message is correlated by, when they agree on one of the payload. */
const correlationOf = (root: unknown, messages: readonly unknown[]): string | undefined => {
  const locations = new Set(
    messages.map((message) => textOf(field(resolved(root, field(message, 'correlationId')), 'location'))),
  );
  const [only] = locations;
  const marker = '$message.payload#/';
  return locations.size === 1 && only?.startsWith(marker) ? only.slice(marker.length).split('/').join('.') : undefined;
};
