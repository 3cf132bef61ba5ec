/** A published event as its readers know it. */
export type Schema = Readonly<
  Record<string, Readonly<{ type: 'string' | 'number' | 'boolean'; required: boolean; values?: readonly string[] }>>
>;

/**
 * What breaks somebody when `before` becomes `after`: readers of the old shape who get new events, or readers of the new
 * shape who get stored old ones. Only an optional field more is safe.
 */
export const incompatibilities = (before: Schema, after: Schema): readonly string[] => {
  const problems: string[] = [];
  for (const [name, old] of Object.entries(before)) {
    const now = after[name];
    if (now === undefined) problems.push(`${name} is gone: old readers miss it`);
    else problems.push(...changed(name, old, now));
  }
  for (const [name, { required }] of Object.entries(after)) {
    if (before[name] === undefined && required) problems.push(`${name} is new and required: old events do not have it`);
  }
  return problems.sort();
};

type Field = Schema[string];

const changed = (name: string, old: Field, now: Field): readonly string[] => {
  const added = (now.values ?? []).filter((value) => old.values?.includes(value) === false);
  return [
    ...(old.type === now.type ? [] : [`${name} was ${old.type} and is ${now.type}`]),
    ...(old.required && !now.required ? [`${name} is optional now: old readers rely on it`] : []),
    ...(!old.required && now.required ? [`${name} is required now: old events may lack it`] : []),
    ...(added.length === 0 ? [] : [`${name} can be ${added.join(', ')} now: old readers have no branch for it`]),
  ];
};
