import type { Engine } from './engine.ts';

/**
 * What is broken if nothing happens any more in the state in the spare room.
 * @param goal the bit of the property whose goal must be reached by then; null: there is none
 */
export const brokenInTheEnd = (engine: Engine, goal: number | null): number => {
  const { spare } = engine.memory;
  const broken = engine.brokenAtRest(spare);
  const isStuck = goal !== null && broken === 0 && (engine.reached(spare) & (1 << goal)) === 0;
  return isStuck ? 1 << goal : broken;
};
