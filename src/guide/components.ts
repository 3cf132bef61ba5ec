import type { Process } from '../process/schema.ts';

type Component = Readonly<{ name: string; kind: 'coordinator' | 'service' | 'external'; handles: readonly string[] }>;

/** Who has to be built, and the commands each handles: the coordinator first, then the services in order of the steps. */
export const componentsOf = (process: Process): readonly Component[] => {
  const services = [...new Set(process.steps.map((step) => step.service))];
  const coordinator: readonly Component[] =
    process.coordinator === undefined ? [] : [{ name: process.coordinator.service, kind: 'coordinator', handles: [] }];
  return [
    ...coordinator,
    ...services.map((name) => ({
      name,
      kind: process.services[name]?.external === true ? ('external' as const) : ('service' as const),
      handles: process.steps
        .filter((step) => step.service === name)
        .flatMap((step) => [step.command, step.compensation?.command])
        .filter((command) => command !== undefined),
    })),
  ];
};
