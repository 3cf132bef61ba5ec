import type { NormalisedProcess } from '../normalised.ts';
import { except, type Formula, type Requirement } from '../rules.ts';
import { inEffect, notInEffect, published } from './facts.ts';
import { state, stateWords, work } from './names.ts';
import type { Task } from './tasks.ts';

/** Without a coordinator nobody gives a verdict: in the end either everything is in effect or nothing is. */
export const choreographed = (process: NormalisedProcess, working: readonly Task[]): readonly Requirement[] => {
  const answers = new Set(
    working.flatMap(({ step }) => [
      ...step.failure,
      ...(step.compensation?.success ? [step.compensation.success] : []),
      ...step.timeouts.flatMap(({ send }) => send ?? []),
    ]),
  );
  const reactions = working.filter(({ step }) => step.on.length > 0 && step.on.every((event) => answers.has(event)));
  const binding = working.filter((task) => !reactions.some(({ id }) => id === task.id || task.ancestors.has(id)));
  const alternatives = new Set(
    process.steps.filter(({ success }) => success.length > 1).flatMap(({ success }) => success),
  );
  const optional = binding.filter((task) =>
    [task, ...binding.filter(({ id }) => task.ancestors.has(id))].some(
      ({ step }) =>
        step.on.some((event) => alternatives.has(event)) ||
        step.when.length > 0 ||
        step.timeouts.some(({ then }) => then === 'continue'),
    ),
  );
  const required = binding.filter((task) => !optional.includes(task));
  const { completed } = process.outcomes;
  const announced = process.steps.some(({ success }) => success.includes(completed)) ? published(completed) : [];
  const settled: Formula = {
    any: [
      { all: [...required.map(inEffect), ...announced] },
      { all: [...binding.map(notInEffect), ...cancellation(process, binding)] },
    ],
  };
  return [
    { property: 'option-to-complete', subject: null, must: 'stay_possible', goal: settled },
    ...required.flatMap((task) =>
      binding
        .filter((other) => other.id !== task.id)
        .map(
          (other): Requirement => ({
            property: 'all-or-compensated',
            subject: other.id,
            must: 'not_at_rest',
            bad: { all: [inEffect(other), notInEffect(task)] },
          }),
        ),
    ),
  ];
};

/** Where undoing a step is what publishes the cancellation, it has been published when the step is undone. */
const cancellation = ({ outcomes: { cancelled } }: NormalisedProcess, tasks: readonly Task[]): readonly Formula[] => {
  const announcing = tasks.filter(({ step }) => cancelled !== null && step.compensation?.success === cancelled);
  const untouched = announcing.map(({ id }) => ({
    variable: state(id),
    values: except(stateWords.length, work.undone),
  }));
  return announcing.length === 0 ? [] : [{ any: [...published(cancelled), { all: untouched }] }];
};
