import { mistakesInFlow } from './consistency/flow.ts';
import { mistakesInMessages } from './consistency/messages.ts';
import { mistakesInParties } from './consistency/parties.ts';
import { mistakesInRules } from './consistency/rules.ts';
import type { Mistake } from './parse/shape.ts';
import type { Process } from './schema.ts';

/** What the schema cannot see: references that lead nowhere, names with two meanings, circles, contradictions. */
export const inconsistencies = (process: Process): readonly Mistake[] => [
  ...mistakesInParties(process),
  ...mistakesInFlow(process),
  ...mistakesInMessages(process),
  ...mistakesInRules(process),
];
