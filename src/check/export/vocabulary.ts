import type { Message, Model, Variable } from '../../process/rules.ts';
import type { Program, ProgramVariable } from '../program.ts';
import { reserved } from './reserved.ts';

/** One TLA+ variable: a scalar, or a function from keys to what the program has one variable for each of. */
export type Family = Readonly<{ name: string; entries: readonly Entry[] }>;
export type Entry = Readonly<{
  id: string;
  /** The argument of the function, as a TLA+ expression; null: the family is a scalar. */
  key: string | null;
  size: number;
  initial: number;
}>;

/** How a program is spoken of in TLA+: messages are records in one set, all else functions of steps, messages, actors. */
export type Vocabulary = Readonly<{
  families: readonly Family[];
  isMessage: (id: string) => boolean;
  /** `Msg("PlaceOrder", "sales", "order")`. */
  message: (id: string) => string;
  /** The family of a variable and its place in it. */
  place: (id: string) => Readonly<{ family: Family; entry: Entry }>;
  /** `view["order"]`. */
  ref: (id: string) => string;
  /** `"waited for"`. */
  literal: (id: string, value: number) => string;
  size: (id: string) => number;
  /** A name that nothing in the module has yet. */
  unique: (wish: string) => string;
}>;

/** The vocabulary of a program. */
export const vocabularyOf = (model: Model, { variables }: Program): Vocabulary => {
  const taken = new Set(reserved);
  const unique = (wish: string): string => {
    const clean = wish.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/^(?=\d|_|[SW]F_)/, 'v');
    let name = clean;
    for (let number = 2; taken.has(name); number += 1) name = `${clean}_${number}`;
    taken.add(name);
    return name;
  };
  const messages = new Map(model.messages.map((message) => [message.id, recordOf(message)]));
  const known = new Map<string, Variable>(model.variables.map((variable) => [variable.id, variable]));
  const families = familiesOf(variables, messages, unique);
  const places = new Map(
    families.flatMap((family) => family.entries.map((entry) => [entry.id, { family, entry }] as const)),
  );
  const sizes = new Map(variables.map(({ id, size }) => [id, size]));
  const place = (id: string) => {
    const found = places.get(id);
    if (!found) throw new Error(`no variable ${id}`);
    return found;
  };
  return {
    families,
    isMessage: (id) => messages.has(id),
    message: (id) => messages.get(id) ?? quoted(id),
    place,
    ref: (id) => {
      const { family, entry } = place(id);
      return entry.key === null ? family.name : `${family.name}[${entry.key}]`;
    },
    literal: (id, value) => {
      const word = known.get(id)?.words?.[value];
      return word === undefined ? `${value}` : quoted(word);
    },
    size: (id) => sizes.get(id) ?? 0,
    unique,
  };
};

export const quoted = (text: string): string => `"${text}"`;

/** A copy of a message, by its name, who gets it, and the step that it is about (`-`: the process). */
const recordOf = ({ id, name, to }: Message): string => {
  const [instance, own] = instanceAndName(id);
  const rest = own.slice(name.length + 1);
  const about = to === null || `${instance}${rest}` === to ? '-' : rest.replace(/^coordinator\//, '');
  return `Msg(${[name, to ?? 'outside', `${instance}${about}`].map(quoted).join(', ')})`;
};

/** `1:` of `1:order.view`, for one of several instances, and the rest. */
const instanceAndName = (id: string): readonly [string, string] => {
  const [instance = ''] = /^\d+:/.exec(id) ?? [];
  return [instance, id.slice(instance.length)];
};

/** `order.view` is `view` of `order`, `seen:…` the inbox's memory of a message, `saw …` and `… got …` what was noted. */
const familiesOf = (
  variables: readonly ProgramVariable[],
  messages: ReadonlyMap<string, string>,
  unique: (wish: string) => string,
): readonly Family[] => {
  const found = new Map<string, Entry[]>();
  for (const { id, kind, size, initial } of variables) {
    if (kind === 'message' || kind === 'order') continue;
    const [name, key] = named(id, messages);
    const entry = { id, key, size, initial };
    const known = found.get(name);
    if (known) known.push(entry);
    else found.set(name, [entry]);
  }
  return [...found].map(([name, entries]) => ({ name: unique(name.trim()), entries }));
};

/** Names that are not those of the document end in a blank, which its own never do: `status`, and `status` of a service. */
const named = (id: string, messages: ReadonlyMap<string, string>): readonly [string, string | null] => {
  if (id.startsWith('seen:')) return ['inbox ', messages.get(id.slice('seen:'.length)) ?? quoted(id)];
  if (id.startsWith('taken:')) return ['taken ', quoted(id.slice('taken:'.length))];
  const [instance, own] = instanceAndName(id);
  if (own.startsWith('saw ')) return ['saw ', quoted(`${instance}${own.slice('saw '.length)}`)];
  const [task, event] = own.split(' got ');
  if (event !== undefined) return ['got ', `<<${quoted(`${instance}${task}`)}, ${quoted(event)}>>`];
  const dot = own.lastIndexOf('.');
  if (dot >= 0) return [own.slice(dot + 1), quoted(`${instance}${own.slice(0, dot)}`)];
  return [`${own} `, instance === '' ? null : quoted(instance.slice(0, -1))];
};
