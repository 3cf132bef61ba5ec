import { normalise } from '../../src/process/normalise.ts';
import { processSchema } from '../../src/process/schema.ts';

/** Twenty parallel steps on a broker that loses messages: more states than anybody can look at, and nothing wrong. */
export const explodingDocument = {
  process: 'exploding',
  pattern: 'process_manager',
  delivery: { guarantee: 'at_least_once', durable: false },
  services: { party: { outbox: true, inbox: { key: 'messageId', onDuplicate: 'replay_reply' } } },
  coordinator: { service: 'host', durable: true, outbox: true, concurrency: 'version' },
  starts: 'Begun',
  steps: Array.from({ length: 20 }, (_, index) => ({
    id: `step-${index}`,
    service: 'party',
    command: `Do${index}`,
    success: `Done${index}`,
    retry: { attempts: 3 },
    after: [],
  })),
  outcomes: { completed: 'AllDone' },
};

export const exploding = normalise(processSchema.parse(explodingDocument));

/** So many parallel steps where nothing is safe: every guarantee is missing, and any two transactions may overlap. */
export const unsafe = (count: number) =>
  normalise(
    processSchema.parse({
      process: 'unsafe',
      pattern: 'process_manager',
      delivery: { guarantee: 'at_most_once' },
      services: { party: {} },
      coordinator: { service: 'party' },
      starts: 'Begun',
      steps: Array.from({ length: count }, (_, index) => ({
        id: `step-${index}`,
        service: 'party',
        command: `Do${index}`,
        success: `Done${index}`,
        failure: [`Failed${index}`],
        compensation: { command: `Undo${index}`, success: `Undone${index}` },
        retry: { attempts: 3 },
        timeout: { after: 'PT1M', then: 'compensate' },
        after: [],
      })),
      outcomes: { completed: 'AllDone', cancelled: 'AllUndone' },
    }),
  );
