import type { NormalisedEvent, NormalisedProcess } from './normalised.ts';

/** The services that listen to an event and of which neither a step, a reaction nor the coordinator tells. */
export const furtherListeners = (process: NormalisedProcess, event: NormalisedEvent): readonly string[] => {
  const { name } = event;
  const told = new Set([
    ...process.steps
      .filter(({ on, compensation }) => [...on, ...(compensation?.on ?? [])].includes(name))
      .map(({ service }) => service),
    ...process.reactions.filter(({ on }) => on === name).map(({ service }) => service),
    ...(process.coordinator !== null && isAnswer(process, name) ? [process.coordinator.service] : []),
  ]);
  return event.consumers.filter((consumer) => !told.has(consumer));
};

const isAnswer = ({ starts, steps }: NormalisedProcess, name: string): boolean =>
  name === starts ||
  steps.some(
    ({ success, failure, compensation }) =>
      success.includes(name) ||
      failure.includes(name) ||
      compensation?.success === name ||
      compensation?.failure.includes(name),
  );
