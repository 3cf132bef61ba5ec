import type { Program } from '../program.ts';
import { reservedInPromela } from './reserved.ts';

/** Names that Promela takes, unique, close to those of the document. */
export type Names = Readonly<{ variable: (id: string) => string }>;

/** The names of everything in a program. */
export const namesOf = ({ variables }: Program): Names => {
  const taken = new Set<string>(reservedInPromela);
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

/** Modules that ours extend; a file system may not tell capitals from small letters. */
const extended = ['integers', 'naturals', 'sequences'];

/** The name of a process as that of a module and of its file. */
export const moduleName = (id: string): string => {
  const name = id.replaceAll(/[^A-Za-z0-9]/g, '_');
  return extended.includes(name) ? `${name}_process` : name;
};

/** The name of the module that says what happens once faults stop. */
export const livenessName = (module: string): string => `${module}_liveness`;
