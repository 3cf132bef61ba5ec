/** Replaces each `{name}` by its value; a name without one stays as it is, so that a gap in the words shows. */
export const fill = (template: string, values: Readonly<Record<string, string | null>>): string =>
  template.replace(/\{([a-zA-Z]{1,32})\}/g, (whole, name: string) => values[name] ?? whole);
