import type { Consequence, NormalisedStep, NormalisedTimeout, SilenceConsequence } from '../normalised.ts';

/** Why a step does not succeed: its service refuses with this event, or nothing is heard in time. */
export type FailureCause = Readonly<{ refusal: string }> | 'timeout';

/** One way a process can leave its happy path. */
export type FailurePath = Readonly<{ step: string; cause: FailureCause }>;

/** Every way a step can fail: each refusal, then silence if the step has a deadline that ends it. In document order. */
export const failuresOf = (step: NormalisedStep): readonly FailureCause[] => [
  ...step.failure.map((refusal) => ({ refusal })),
  ...(step.timeouts.some((timeout) => timeout.then !== 'remind') ? (['timeout'] as const) : []),
];

/** What a silence leads to: where it is taken for a refusal, what a refusal leads to. */
export const afterSilence = ({ onFailure }: NormalisedStep, then: SilenceConsequence): Consequence =>
  then === 'assume_refused' ? onFailure : then;

/** The deadline that ends the waiting, if the step has one. */
export const endingDeadline = ({ timeouts }: NormalisedStep): NormalisedTimeout | undefined =>
  timeouts.find(({ then }) => then !== 'remind');

/** A refusal took no effect; a silence may hide one, and is undone unless the process takes it for a refusal. */
export const mayHideEffect = (step: NormalisedStep, cause: FailureCause): boolean =>
  cause === 'timeout' && endingDeadline(step)?.then !== 'assume_refused';
