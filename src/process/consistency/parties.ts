import type { Mistake } from '../parse/shape.ts';
import type { Process } from '../schema.ts';
import { unknown, unknowns } from './unknown.ts';

/** Services that are named but not declared, and a coordinator where there can be none. */
export const mistakesInParties = (process: Process): readonly Mistake[] => {
  const known = Object.keys(process.services);
  const service = (path: Mistake['path'], name: string) =>
    known.includes(name) ? [] : [unknown(path, 'service', name, known, `add it under \`services:\``)];
  return [
    ...coordinatorMistakes(process, service),
    ...process.steps.flatMap((step, index) => service(['steps', index, 'service'], step.service)),
    ...(process.reactions ?? []).flatMap((reaction, index) =>
      service(['reactions', index, 'service'], reaction.service),
    ),
    ...Object.entries(process.services).flatMap(([name, { calls = [] }]) =>
      unknowns(['services', name, 'calls'], 'service', calls, known, 'add it under `services:`'),
    ),
    ...Object.entries(process.events ?? {}).flatMap(([name, { consumers = [] }]) =>
      unknowns(['events', name, 'consumers'], 'service', consumers, known, 'add it under `services:`'),
    ),
    ...process.steps.flatMap(({ resource }, index) =>
      resource === undefined
        ? []
        : unknowns(
            ['steps', index, 'resource'],
            'resource',
            [resource],
            Object.keys(process.resources ?? {}),
            `add it under \`resources:\`, as \`${resource}: {}\``,
          ),
    ),
  ];
};

const coordinatorMistakes = (
  process: Process,
  service: (path: Mistake['path'], name: string) => readonly Mistake[],
): readonly Mistake[] => {
  if (process.coordinator === undefined) return [];
  if (process.pattern === 'choreography')
    return [
      {
        path: ['coordinator'],
        problem: 'a choreography has no coordinator',
        allowed: 'a coordinator with pattern saga or process_manager',
        next: 'remove `coordinator:`, or change `pattern:`',
      },
    ];
  return service(['coordinator', 'service'], process.coordinator.service);
};
