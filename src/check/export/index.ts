import { lower, lowerCompeting } from '../../process/lower/index.ts';
import type { NormalisedProcess } from '../../process/normalised.ts';
import type { Model } from '../../process/rules.ts';
import { compile } from '../compile.ts';
import { initialState } from '../initial.ts';
import { layoutOf } from '../layout.ts';
import { noReductions } from '../program.ts';
import { type Story, storyOf } from '../story.ts';
import { livenessName, moduleName } from './names.ts';
import { promelaOf } from './promela.ts';
import { promelaLivenessOf } from './promela-liveness.ts';
import { actionsOfStates } from './read-trace.ts';
import { actionsOfSpin, isOfSpin } from './spin-trace.ts';
import { tlaOf } from './tla.ts';
import { configurationOf } from './tla-configuration.ts';

/** Languages of model checkers that a process can be handed over to. */
export const formalLanguages = ['tla', 'promela'] as const;
export type FormalLanguage = (typeof formalLanguages)[number];

/**
 * The process with all its faults in the language of another model checker, for models too large for ours, as files by
 * name, the model itself first. TLA+ for TLC: a module whose invariants are the promises about single states and about
 * states of rest (also distributed), a second one for liveness, and their configurations. Promela for SPIN (`spin -a
 * -o2`, `gcc -O2 -DSAFETY`, `./pan`): the same promises as assertions, and a model for liveness too. Where instances
 * compete, several of them are a model more. Nothing is reduced. That nothing is there for show
 * (`everything-reachable`) is not handed over.
 */
export const formalOf = (process: NormalisedProcess, language: FormalLanguage): Readonly<Record<string, string>> =>
  Object.assign({}, ...modelsOf(process).map((model) => filesOf(model, language)));

const ofSeveral = '-competing';

/** What a model of several instances has SPIN print with each step. */
const markOf = ({ id }: Model): string => (id.endsWith(ofSeveral) ? ' of several' : '');

/** One instance under all faults; and where instances compete, several, together, under all faults too. */
const modelsOf = (process: NormalisedProcess): readonly Model[] => {
  const several = lowerCompeting(process, true);
  return [lower(process), ...(several === null ? [] : [{ ...several, id: `${several.id}${ofSeveral}` }])];
};

const filesOf = (lowered: Model, language: FormalLanguage): Readonly<Record<string, string>> => {
  const { model, program } = compile(lowered, noReductions);
  const name = moduleName(model.id);
  switch (language) {
    case 'tla': {
      const module = tlaOf(model, program);
      return {
        [`${name}.tla`]: module.text,
        [`${name}.cfg`]: configurationOf('Spec', module.invariants, []),
        ...(module.liveness === null
          ? {}
          : {
              [`${livenessName(name)}.tla`]: module.liveness,
              [`${livenessName(name)}.cfg`]: configurationOf('LiveSpec', [], ['Completion']),
            }),
      };
    }
    case 'promela': {
      const liveness = promelaLivenessOf(model, program);
      return {
        [`${name}.pml`]: promelaOf(model, program, { assertions: true, mark: markOf(model) }),
        ...(liveness === null ? {} : { [`${livenessName(name)}.pml`]: liveness }),
      };
    }
    default:
      return language satisfies never;
  }
};

/** A counterexample as a story. */
export type ToldTrace = Readonly<{
  story: Story;
  /** The step (from 1) that follows the last one, for ever round; null: the story ends. */
  repeatsFrom: number | null;
}>;

/**
 * A counterexample that TLC, tla-checker or `spin -t` printed for the export of this process, as a story; null when
 * there is none in the text, or it is not one of this process.
 */
export const storyFrom = (process: NormalisedProcess, trace: string): ToldTrace | null => {
  for (const model of modelsOf(process)) {
    const told = storyOfModel(process, model, trace);
    if (told !== null) return told;
  }
  return null;
};

const storyOfModel = (process: NormalisedProcess, lowered: Model, trace: string): ToldTrace | null => {
  const { model, program } = compile(lowered, noReductions);
  const taken = isOfSpin(trace) ? actionsOfSpin(program, trace, markOf(model)) : actionsOfStates(model, program, trace);
  if (taken === null || taken.actions.length === 0) return null;
  const layout = layoutOf(program);
  const story = storyOf({ process, model, program, layout }, initialState(program, layout), taken.actions);
  return { story, repeatsFrom: taken.back === null ? null : taken.back + 1 };
};
