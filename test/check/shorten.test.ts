import { describe, expect, it } from 'vitest';
import { compile } from '../../src/check/compile.ts';
import { interpret } from '../../src/check/interpret.ts';
import { allReductions } from '../../src/check/program.ts';
import { randomStories } from '../../src/check/random-stories.ts';
import type { Tick } from '../../src/check/search.ts';
import { shortened } from '../../src/check/shorten.ts';
import { take } from '../../src/check/transition.ts';
import { lower } from '../../src/process/lower/index.ts';
import { propertyIds } from '../../src/process/rules.ts';
import { unsafe } from './exploding.ts';

const { program } = compile(lower(unsafe(5)), allReductions);
const engine = interpret(program);
const goal = propertyIds.indexOf('option-to-complete');
/** The first stories told at random, as they are. */
const told = () => {
  let asked = 0;
  const tick: Tick = ({ phase }) => phase === 'explanation' || asked++ > 0;
  return randomStories(program, engine, goal, tick, 0).found;
};

const endOf = (actions: readonly number[]): Int32Array =>
  actions.reduce((state, id) => {
    const action = program.actions[id];
    const after = action && take(program, engine.layout, action, state)?.after;
    if (!after) throw new Error(`action ${id} is not possible here`);
    return after;
  }, engine.initial);

const breaks = (bit: number, actions: readonly number[]): boolean => {
  const { memory } = engine;
  memory.words().set(endOf(actions), memory.spare);
  const isAtRest = engine.normal(memory.spare, 0) === 0;
  const broken = engine.broken(memory.spare) | (isAtRest ? engine.brokenAtRest(memory.spare) : 0);
  const isStuck = isAtRest && bit === goal && (engine.reached(memory.spare) & (1 << goal)) === 0;
  return isStuck || (broken & (1 << bit)) !== 0;
};

describe('a story told at random', () => {
  it('is made as short as leaving out one action after the other makes it, and breaks the same', () => {
    const stories = told();
    expect(stories.length).toBeGreaterThan(0);
    let fewer = 0;
    for (const { bit, actions } of stories) {
      const short = shortened({ program, engine, goal, bit }, actions, () => false);
      expect(breaks(bit, actions)).toBe(true);
      expect(breaks(bit, short)).toBe(true);
      expect(shortened({ program, engine, goal, bit }, short, () => false)).toEqual(short);
      fewer += actions.length - short.length;
    }
    expect(fewer).toBeGreaterThan(0);
  });

  it('stays as it is when the time is up', () => {
    for (const { bit, actions } of told())
      expect(shortened({ program, engine, goal, bit }, actions, () => true)).toEqual(actions);
  });
});
