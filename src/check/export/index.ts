import { lower } from '../../process/lower/index.ts';
import type { NormalisedProcess } from '../../process/normalised.ts';
import { compile } from '../compile.ts';
import { initialState } from '../initial.ts';
import { layoutOf } from '../layout.ts';
import { noReductions } from '../program.ts';
import { type Story, storyOf } from '../story.ts';
import { promelaOf } from './promela.ts';
import { actionsOfSpin, actionsOfStates } from './read-trace.ts';
import { tlaOf } from './tla.ts';

/** Languages of model checkers that a process can be handed over to. */
export const formalLanguages = ['tla', 'promela'] as const;
export type FormalLanguage = (typeof formalLanguages)[number];

/**
 * The process with all its faults in the language of another model checker, for models too large for ours: TLA+ for TLC
 * (also distributed), Promela for SPIN (`spin -a -o2 …`, `gcc -O2 -DSAFETY`, `./pan -E`). Its invariants are the
 * promises that concern single states; nothing is reduced.
 */
export const formalOf = (process: NormalisedProcess, language: FormalLanguage): string => {
  const { model, program } = compile(lower(process), noReductions);
  switch (language) {
    case 'tla':
      return tlaOf(model, program, { invariants: true });
    case 'promela':
      return promelaOf(model, program, { assertions: true });
    default:
      return language satisfies never;
  }
};

/** A counterexample that TLC, tla-checker or `spin -t` printed for the export of this process, as a story; or null. */
export const storyFrom = (process: NormalisedProcess, trace: string): Story | null => {
  const { model, program } = compile(lower(process), noReductions);
  const printed = actionsOfSpin(trace);
  const actions = printed.length > 0 ? printed : actionsOfStates(model, program, trace);
  if (actions === null || actions.length === 0 || actions.some((id) => program.actions[id] === undefined)) return null;
  const layout = layoutOf(program);
  return storyOf({ process, model, program, layout }, initialState(program, layout), actions);
};
