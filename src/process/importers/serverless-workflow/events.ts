import { at, field, fieldsOf, itemsOf, textOf } from '../foreign.ts';

/** An event as the DSL describes it: its type, and the service its source names. */
export type EventOf = Readonly<{ type: string; service: string | undefined }>;

/** `service://payments` and `https://payments.example.com/api` both name payments. */
export const serviceOfSource = (source: string | undefined): string | undefined => {
  if (source === undefined) return undefined;
  const host = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/?#]{1,200})/.exec(source)?.[1];
  if (host === undefined) return source.split('/').find((word) => word !== '');
  return source.startsWith('service:') ? host : host.split('.')[0];
};

/** What a task emits. */
export const emitted = (task: unknown): EventOf | undefined => eventOf(at(task, 'emit', 'event'));

/** What a task listens for, and whether all of it. */
export const listened = (task: unknown): Readonly<{ events: readonly EventOf[]; match: 'any' | 'all' }> | undefined => {
  const to = at(task, 'listen', 'to');
  if (to === undefined) return undefined;
  const all = itemsOf(field(to, 'all'));
  const any = [...itemsOf(field(to, 'any')), ...itemsOf(field(to, 'one'))];
  const events = (all.length > 0 ? all : any).flatMap((one) => eventOf(one) ?? []);
  return { events, match: all.length > 0 ? 'all' : 'any' };
};

const eventOf = (filter: unknown): EventOf | undefined => {
  const type = textOf(at(filter, 'with', 'type'));
  return type === undefined ? undefined : { type, service: serviceOfSource(textOf(at(filter, 'with', 'source'))) };
};

/** The name and the body of a task: an object with one key. */
export const named = (entry: unknown): readonly [name: string, task: unknown] => {
  const [first] = Object.entries(fieldsOf(entry));
  return first ?? ['', undefined];
};

/** The tasks inside a task, whatever contains them. */
export const inside = (task: unknown): readonly unknown[] => {
  const tried = itemsOf(field(task, 'try'));
  return tried.length > 0 ? tried : itemsOf(field(task, 'do'));
};
