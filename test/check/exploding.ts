import { normalise } from '../../src/process/normalise.ts';
import { processSchema } from '../../src/process/schema.ts';

/** Twenty parallel steps on a broker that loses messages: more states than anybody can look at, and nothing wrong. */
export const exploding = normalise(
  processSchema.parse({
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
  }),
);
