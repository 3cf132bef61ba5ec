import type { Requirement, Rule, Variable } from '../rules.ts';

/** A part of a model. */
export type Fragment = Readonly<{
  variables: readonly Variable[];
  rules: readonly Rule[];
  requirements: readonly Requirement[];
}>;

/** The parts as one. */
export const joined = (fragments: readonly Fragment[]): Fragment => ({
  variables: fragments.flatMap(({ variables }) => variables),
  rules: fragments.flatMap(({ rules }) => rules),
  requirements: fragments.flatMap(({ requirements }) => requirements),
});
