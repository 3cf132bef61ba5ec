import { propertyIds } from '../process/rules.ts';
import { breachOf, type Decided } from './decide.ts';
import { exploredBy } from './one-story.ts';
import { randomStories } from './random-stories.ts';
import type { Tick } from './search.ts';

/** Something broken that was found at random, each with the states of its one story. */
export type Wandered = Readonly<{ count: number; steps: number; broken: readonly Decided[] }>;

/**
 * The last rung of the ladder: where the search for stories came to no end, and found nothing, stories are told at random.
 * Null where the search came to its end or found something, or where too little is known of the program to tell any.
 */
export const wander = (decided: Decided, tick: Tick | undefined): Wandered | null => {
  const { compiled, engine, exploration, breaches } = decided;
  const isOpen = exploration.covered !== Number.POSITIVE_INFINITY && breaches.length === 0;
  if (!isOpen || compiled.missing === 'everything') return null;
  const { program } = compiled;
  const hasGoal = program.requirements.some(({ must }) => must === 'stay_possible');
  const goal = hasGoal ? propertyIds.indexOf('option-to-complete') : null;
  const { count, steps, found } = randomStories(program, engine, goal, tick, exploration.states.count());
  return {
    count,
    steps,
    broken: found.map(({ bit, actions }) => {
      const own = engine.anew();
      const story = exploredBy(program, own, actions);
      const breach = breachOf(program.requirements, own, story.exploration, bit, story.state);
      return { ...decided, engine: own, exploration: story.exploration, breaches: [breach] };
    }),
  };
};
