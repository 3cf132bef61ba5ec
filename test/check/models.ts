import { type Condition, is, type Model, type Rule } from '../../src/process/rules.ts';

/** A model of variables and free rules only: no messages, no faults. */
const free = (id: string, variables: readonly [string, number][], rules: readonly Rule[]): Model => ({
  id,
  actors: [{ id: 'all', role: 'participant', outbox: true, inbox: 'none', durable: true, overwrites: false }],
  variables: variables.map(([variable, size]) => ({ id: variable, actor: 'all', size, initial: 0 })),
  messages: [],
  rules,
  requirements: [],
  ordering: 'none',
});

const rule = (id: string, when: Condition, set: Readonly<Record<string, number>>): Rule => ({
  id,
  actor: 'all',
  on: null,
  when,
  set: Object.entries(set).map(([variable, to]) => ({ variable, to })),
  send: [],
  act: { kind: 'rule', step: null },
});

/** Two-phase commit as Gray and Lamport specify it, for n resource managers; messages are never taken off the network. */
export const twoPhaseCommit = (n: number, slots = false): Model => {
  const each = Array.from({ length: n }, (_, index) => index);
  const model = free(
    `two-phase-commit-${n}`,
    [
      ['tm', 3],
      ['commit', 2],
      ['abort', 2],
      ...each.flatMap((i): [string, number][] => [
        [`rm${i}`, 4],
        [`prepared${i}`, 2],
        [`heard${i}`, 2],
      ]),
    ],
    [
      rule('tm-commit', [is('tm', 0), ...each.map((i) => is(`heard${i}`, 1))], { tm: 1, commit: 1 }),
      rule('tm-abort', [is('tm', 0)], { tm: 2, abort: 1 }),
      ...each.flatMap((i) => [
        rule(`hear-${i}`, [is('tm', 0), is(`prepared${i}`, 1)], { [`heard${i}`]: 1 }),
        rule(`prepare-${i}`, [is(`rm${i}`, 0)], { [`rm${i}`]: 1, [`prepared${i}`]: 1 }),
        rule(`refuse-${i}`, [is(`rm${i}`, 0)], { [`rm${i}`]: 3 }),
        rule(`commit-${i}`, [is('commit', 1)], { [`rm${i}`]: 2 }),
        rule(`abort-${i}`, [is('abort', 1)], { [`rm${i}`]: 3 }),
      ]),
    ],
  );
  if (!slots) return model;
  const slotted = /^(?:rm|prepared|heard)(\d+)$/;
  return {
    ...model,
    variables: model.variables.map((variable) => {
      const found = slotted.exec(variable.id);
      return found ? { ...variable, slot: { group: 'rm', index: Number(found[1]) } } : variable;
    }),
  };
};

/** A counter of digits of so many values: one story, as long as all that it counts. */
export const counting = (sizes: readonly number[]): Model =>
  free(
    'counting',
    sizes.map((size, digit) => [`digit${digit}`, size]),
    sizes.flatMap((size, digit) => {
      const carried = sizes.slice(0, digit);
      return Array.from({ length: size - 1 }, (_, value) =>
        rule(
          `digit-${digit}-${value}`,
          [...carried.map((each, lower) => is(`digit${lower}`, each - 1)), is(`digit${digit}`, value)],
          { ...Object.fromEntries(carried.map((_, lower) => [`digit${lower}`, 0])), [`digit${digit}`]: value + 1 },
        ),
      );
    }),
  );

/** A workflow that splits into n parallel tasks, waits for all of them and ends. */
export const parallelTasks = (n: number): Model => {
  const tasks = Array.from({ length: n }, (_, index) => `task${index}`);
  const all = (value: number) => tasks.map((task) => is(task, value));
  return free(
    `parallel-tasks-${n}`,
    [['stage', 4], ...tasks.map((task): [string, number] => [task, 2])],
    [
      rule('split', [is('stage', 0)], { stage: 1 }),
      ...tasks.map((task) => rule(task, [is('stage', 1), is(task, 0)], { [task]: 1 })),
      rule('join', [is('stage', 1), ...all(1)], { stage: 2 }),
      rule('end', [is('stage', 2)], { stage: 3 }),
    ],
  );
};
