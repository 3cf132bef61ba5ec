import type { Program } from '../program.ts';

/** Names that C takes, unique, close to those of the document. */
export type Names = Readonly<{ variable: (id: string) => string }>;

/** The names of everything in a program. */
export const namesOf = ({ variables }: Program): Names => {
  const taken = new Set<string>();
  const unique = (wish: string): string => {
    const clean = wish.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/^(?=\d|_)/, 'v');
    let name = clean;
    for (let number = 2; taken.has(name); number += 1) name = `${clean}_${number}`;
    taken.add(name);
    return name;
  };
  const ofVariables = new Map(variables.map(({ id }) => [id, unique(id)]));
  return { variable: (id) => ofVariables.get(id) ?? id };
};

/** The name of a process as that of a module and of its file. */
export const moduleName = (id: string): string => id.replaceAll(/[^A-Za-z0-9]/g, '_');
