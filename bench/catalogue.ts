import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { normalise } from '../src/process/normalise.ts';
import type { NormalisedProcess } from '../src/process/normalised.ts';
import { processSchema } from '../src/process/schema.ts';

const folder = join(import.meta.dirname, '../test/check/catalogue');

/** The files of the designs that the checker is measured on. */
export const designs = (): readonly string[] => readdirSync(folder).sort();

/** One of these designs, with its text changed. */
export const design = (file: string, change: (text: string) => string = (text) => text): NormalisedProcess =>
  normalise(processSchema.parse(parse(change(readFileSync(join(folder, file), 'utf8')))));

/** A saga of so many steps with retries, timeouts and tombstones. */
export const longSaga = (steps: number): NormalisedProcess =>
  normalise(
    processSchema.parse({
      process: 'long-saga',
      pattern: 'process_manager',
      delivery: { guarantee: 'at_least_once', durable: true },
      services: { party: { outbox: true, inbox: { key: 'messageId', onDuplicate: 'replay_reply' } } },
      coordinator: { service: 'host', durable: true, outbox: true, concurrency: 'version' },
      starts: 'Begun',
      steps: Array.from({ length: steps }, (_, index) => ({
        id: `step-${index}`,
        service: 'party',
        command: `Do${index}`,
        success: `Done${index}`,
        failure: `Refused${index}`,
        retry: { attempts: 3 },
        timeout: { after: 'PT1M', then: 'compensate' },
        compensation: { command: `Undo${index}`, success: `Undone${index}`, ifNotApplied: 'tombstone' },
      })),
      outcomes: { completed: 'AllDone', cancelled: 'AllUndone' },
    }),
  );
