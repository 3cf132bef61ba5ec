import type { NormalisedEvent, NormalisedStep } from '../normalised.ts';
import { own } from '../own.ts';
import type { Process } from '../schema.ts';
import type { Premises } from './premises.ts';

type Parties = { producers: Set<string>; consumers: Set<string> };
type Traffic = Map<string, Parties>;

/**
 * Every event the document mentions, declared ones first, then in order of appearance. Commands are not events.
 * @param host the service that hosts the coordinator, null in a choreography
 */
export const events = (
  process: Process,
  steps: readonly NormalisedStep[],
  host: string | null,
  premises: Premises,
): Readonly<Record<string, NormalisedEvent>> => {
  const traffic: Traffic = new Map();
  for (const name of Object.keys(process.events ?? {})) parties(traffic, name);
  ofProcess(traffic, process, host);
  for (const step of steps) ofStep(traffic, step, host);
  return Object.fromEntries(
    [...traffic].map(([name, { producers, consumers }]) => [
      name,
      event(process, name, [...producers].sort(), [...consumers].sort(), premises),
    ]),
  );
};

const event = (
  process: Process,
  name: string,
  producers: readonly string[],
  consumers: readonly string[],
  premises: Premises,
): NormalisedEvent => {
  const stated = own(process.events, name);
  return {
    name,
    summary: stated?.summary ?? null,
    visibility: premises.take<NormalisedEvent['visibility']>(
      `events.${name}.visibility`,
      stated?.visibility,
      'internal',
    ),
    carries: stated?.carries ?? null,
    producers,
    consumers,
    declared: stated !== undefined,
  };
};

const ofProcess = (traffic: Traffic, process: Process, host: string | null): void => {
  const { starts, startedBy, outcomes, reactions = [] } = process;
  const start = parties(traffic, starts);
  if (startedBy !== undefined && own(process.services, startedBy)) start.producers.add(startedBy);
  if (host !== null) {
    start.consumers.add(host);
    for (const outcome of [outcomes.completed, outcomes.cancelled, outcomes.partial])
      if (outcome !== undefined) parties(traffic, outcome).producers.add(host);
  }
  for (const reaction of reactions) parties(traffic, reaction.on).consumers.add(reaction.service);
  for (const [name, { consumers = [] }] of Object.entries(process.events ?? {}))
    for (const consumer of consumers) parties(traffic, name).consumers.add(consumer);
};

const ofStep = (traffic: Traffic, step: NormalisedStep, host: string | null): void => {
  for (const trigger of step.on) parties(traffic, trigger).consumers.add(step.service);
  for (const answer of [...step.success, ...step.failure]) {
    const { producers, consumers } = parties(traffic, answer);
    producers.add(step.service);
    if (host !== null) consumers.add(host);
  }
  if (step.compensation) {
    const { on, success, failure } = step.compensation;
    for (const trigger of on) parties(traffic, trigger).consumers.add(step.service);
    for (const answer of success === null ? failure : [success, ...failure]) {
      const { producers, consumers } = parties(traffic, answer);
      producers.add(step.service);
      if (host !== null) consumers.add(host);
    }
  }
  for (const { send } of step.timeouts) if (send !== null) parties(traffic, send).producers.add(host ?? step.service);
};

const parties = (traffic: Traffic, name: string): Parties => {
  const known = traffic.get(name) ?? { producers: new Set(), consumers: new Set() };
  traffic.set(name, known);
  return known;
};
