import type { NormalisedStep } from '../normalised.ts';

/** Why a step does not succeed: its service refuses with this event, or nothing is heard in time. */
export type FailureCause = Readonly<{ refusal: string }> | 'timeout';

/** One way a process can leave its happy path. */
export type FailurePath = Readonly<{ step: string; cause: FailureCause }>;

/** Every way a step can fail: each refusal, then silence if the step has a deadline that ends it. In document order. */
export const failuresOf = (step: NormalisedStep): readonly FailureCause[] => [
  ...step.failure.map((refusal) => ({ refusal })),
  ...(step.timeouts.some((timeout) => timeout.then !== 'remind') ? (['timeout'] as const) : []),
];
