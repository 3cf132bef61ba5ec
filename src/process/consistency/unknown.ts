import { suggestion } from '../../nearest.ts';
import type { Mistake } from '../parse/shape.ts';

/** A reference to something that the document does not declare. */
export const unknown = (
  path: Mistake['path'],
  what: string,
  name: string,
  known: readonly string[],
  otherwise: string,
): Mistake => ({
  path,
  problem: `there is no ${what} "${name}"`,
  allowed: known.length > 0 ? [...new Set(known)].sort().join(', ') : `no ${what} is declared`,
  next: suggestion(name, known, otherwise),
});

/** The mistake for each name that is not known. */
export const unknowns = (
  path: Mistake['path'],
  what: string,
  names: readonly string[],
  known: readonly string[],
  otherwise: string,
): readonly Mistake[] =>
  names.filter((name) => !known.includes(name)).map((name) => unknown(path, what, name, known, otherwise));
