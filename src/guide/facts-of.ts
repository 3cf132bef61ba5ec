import type { Process } from '../process/schema.ts';

/** The facts that a process document states by its shape, in the vocabulary of the decision. Only what it shows is there. */
export const factsOf = ({
  steps,
  services,
  reactions,
}: Process): Readonly<Record<string, boolean | number | string>> => {
  const facts: Readonly<Record<string, boolean>> = {
    compensation: steps.some(({ compensation }) => compensation !== undefined),
    humanSteps: steps.some(({ human }) => human === true),
    timeouts: steps.some(({ timeout }) => [timeout ?? []].flat().some(({ then: reaction }) => DISTINCT.has(reaction))),
    fanIn: steps.some(({ after, match }) => (after?.length ?? 0) > 1 || match === 'all'),
    fanOut: steps.some(({ forEach }) => forEach !== undefined),
    externalParty: Object.values(services).some(({ external }) => external === true),
    independentReactions: (reactions?.length ?? 0) > 0,
  };
  const shown = Object.entries(facts).filter(([, holds]) => holds);
  return {
    ...Object.fromEntries(shown),
    services: new Set(steps.map(({ service }) => service)).size,
    steps: steps.length,
    ...(steps.every(({ after }) => after === undefined) ? { ordering: 'sequential' } : {}),
  };
};

/** Reactions to time that differ from giving up and asking again: they need a memory. */
const DISTINCT = new Set(['escalate', 'remind', 'continue']);
