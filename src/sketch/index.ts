import type { Conversation } from '../conversation.ts';
import type { SketchLexicon } from '../knowledge/sketch-schema.ts';
import type { GivenNames } from './given-names.ts';
import { mentionsIn } from './mentions.ts';
import { namedSteps } from './named-steps.ts';
import { startOf } from './start.ts';
import { type Sketch, stepsFrom } from './steps.ts';

export { draft } from './draft.ts';
export type { GivenNames, Sketch };

/**
 * Reads the steps of a process out of a conversation: what is done, by whom, what undoes it, what starts it. Every step
 * carries the words it came from, and says which of its parts nobody stated. Steps that are given by name win over text.
 */
export const sketch = (conversation: Conversation, names: GivenNames, lexicon: SketchLexicon): Sketch => {
  const mentions = conversation.flatMap((message, index) =>
    message.role === 'user' ? mentionsIn(message.content, index, lexicon) : [],
  );
  const steps = names.steps.length > 0 ? namedSteps(names, mentions, lexicon) : stepsFrom(mentions, names);
  return { start: startOf(conversation, steps, names, lexicon), steps: steps.slice(0, MOST_STEPS) };
};

const MOST_STEPS = 16;
