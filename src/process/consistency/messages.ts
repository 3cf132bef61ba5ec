import { listed, predecessors } from '../normalise/steps.ts';
import type { Mistake } from '../parse/shape.ts';
import type { Process } from '../schema.ts';
import { unknowns } from './unknown.ts';

type Use = Readonly<{ name: string; meaning: string; path: Mistake['path'] }>;

/** Messages: every name has one meaning, and every event that something waits for is published by somebody. */
export const mistakesInMessages = (process: Process): readonly Mistake[] => [
  ...collisions(meanings(process)),
  ...dangling(process),
  ...branches(process),
];

/** Every event and command that somebody publishes, sends or declares, rules included. */
export const messagesOf = (process: Process): Readonly<{ events: readonly string[]; commands: readonly string[] }> => {
  const { completed, cancelled, partial } = process.outcomes;
  return {
    events: [
      process.starts,
      ...process.steps.flatMap((step) => [
        ...listed(step.success),
        ...listed(step.failure),
        ...listed(step.compensation?.success),
        ...listed(step.compensation?.failure),
        ...[step.timeout ?? []].flat().flatMap(({ send }) => send ?? []),
      ]),
      ...[completed, cancelled, partial].filter((name) => name !== undefined),
      ...Object.keys(process.events ?? {}),
      ...(process.rules ?? []).flatMap(({ send }) => listed(send)),
    ],
    commands: process.steps.flatMap(({ command, compensation }) => [command ?? [], compensation?.command ?? []].flat()),
  };
};

const meanings = (process: Process): readonly Use[] => [
  { name: process.starts, meaning: 'the message that starts the process', path: ['starts'] },
  ...process.steps.flatMap((step, index): readonly Use[] => {
    const path = ['steps', index];
    const undo = step.compensation;
    return [
      ...used(step.command, `the command of "${step.id}"`, [...path, 'command']),
      ...used(step.success, `a success of "${step.id}"`, [...path, 'success']),
      ...used(step.failure, `a failure of "${step.id}"`, [...path, 'failure']),
      ...used(undo?.command, `the command that undoes "${step.id}"`, [...path, 'compensation', 'command']),
      ...used(undo?.success, `the event that "${step.id}" is undone`, [...path, 'compensation', 'success']),
      ...used(undo?.failure, `a refusal to undo "${step.id}"`, [...path, 'compensation', 'failure']),
    ];
  }),
  ...outcomes(process),
];

/** A coordinator publishes outcomes of its own; in a choreography they are names for what the steps publish. */
const outcomes = (process: Process): readonly Use[] =>
  process.pattern === 'choreography'
    ? []
    : (['completed', 'cancelled', 'partial'] as const).flatMap((key) =>
        used(process.outcomes[key], `the outcome ${key}`, ['outcomes', key]),
      );

const used = (names: Parameters<typeof listed>[0], meaning: string, path: Mistake['path']): readonly Use[] =>
  listed(names).map((name) => ({ name, meaning, path }));

const collisions = (uses: readonly Use[]): readonly Mistake[] => {
  const first = new Map<string, Use>();
  return uses.flatMap((use): readonly Mistake[] => {
    const known = first.get(use.name);
    first.set(use.name, known ?? use);
    return known === undefined
      ? []
      : [
          {
            path: use.path,
            problem: `"${use.name}" is both ${known.meaning} and ${use.meaning}`,
            allowed: 'a name of its own for each message, or nobody can tell which one came',
            next: 'rename one of them',
          },
        ];
  });
};

const dangling = (process: Process): readonly Mistake[] => {
  const { events } = messagesOf(process);
  const known = (path: Mistake['path'], names: Parameters<typeof listed>[0]) =>
    unknowns(path, 'event', listed(names), events, 'let a step publish it, or declare it under `events:`');
  return [
    ...process.steps.flatMap((step, index) => [
      ...known(['steps', index, 'on'], step.on),
      ...known(['steps', index, 'compensation', 'on'], step.compensation?.on),
      ...known(['steps', index, 'compensation', 'when'], step.compensation?.when),
      ...known(['steps', index, 'when'], step.when),
    ]),
    ...(process.reactions ?? []).flatMap(({ on }, index) => known(['reactions', index, 'on'], on)),
  ];
};

/** A branch looks back: what it depends on must have been decided by a step that comes before. */
const branches = (process: Process): readonly Mistake[] => {
  const earlier = ancestors(process);
  return process.steps.flatMap((step, index) =>
    listed(step.when).flatMap((event): readonly Mistake[] => {
      const producers = process.steps.filter(({ success, failure }) =>
        [...listed(success), ...listed(failure)].includes(event),
      );
      if (producers.length === 0 || producers.some(({ id }) => earlier(step.id).has(id))) return [];
      return [
        {
          path: ['steps', index, 'when'],
          problem: `"${step.id}" branches on "${event}", which no step before it publishes`,
          allowed: 'an event of a step that comes before this one',
          next: `add "${producers[0]?.id ?? ''}" to \`after:\``,
        },
      ];
    }),
  );
};

const ancestors = (process: Process): ((id: string) => ReadonlySet<string>) => {
  const before = new Map(
    process.steps.map((step, index) => [step.id, step.after ?? predecessors(process, step, index)]),
  );
  return (id) => {
    const seen = new Set<string>();
    const queue = [...(before.get(id) ?? [])];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(...(before.get(next) ?? []));
    }
    return seen;
  };
};
