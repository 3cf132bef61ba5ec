import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { normalise } from '../../src/process/normalise.ts';
import type { NormalisedProcess } from '../../src/process/normalised.ts';
import { processSchema } from '../../src/process/schema.ts';

/** A process document of `fixtures/`, normalised. */
export const fixture = (name: string): NormalisedProcess =>
  normalise(
    processSchema.parse(parse(readFileSync(new URL(`fixtures/${name}.process.yaml`, import.meta.url), 'utf8'))),
  );
