import { describe, expect, it } from 'vitest';
import { decide } from '../../src/check/decide.ts';
import { lower, lowerCompeting } from '../../src/process/lower/index.ts';
import type { NormalisedProcess, NormalisedStep } from '../../src/process/normalised.ts';
import { is, type Model, type PropertyId, propertyIds } from '../../src/process/rules.ts';
import { catalogueText, processFrom } from './documents.ts';

const limits = { states: 50_000, bytes: 1e9 };

const broken = (model: Model): ReadonlySet<PropertyId> =>
  new Set(decide(model, { limits }).breaches.map(({ property }) => property));

const design = (id: string) => processFrom(catalogueText(id));

const withSteps = (
  process: NormalisedProcess,
  change: (step: NormalisedStep) => Partial<NormalisedStep>,
): NormalisedProcess => ({ ...process, steps: process.steps.map((step) => ({ ...step, ...change(step) })) });

const withoutInboxes = (process: NormalisedProcess): NormalisedProcess => ({
  ...process,
  services: Object.fromEntries(
    Object.entries(process.services).map(([name, service]) => [name, { ...service, inbox: null }]),
  ),
});

/** The coordinator sends a note when it starts, and nobody has a rule for it. */
const withLostNote = (model: Model): Model => {
  const note = {
    id: 'Note@stays',
    name: 'Note',
    from: 'coordinator',
    to: 'stays',
    lossy: false,
    repeats: true,
    acknowledgedFirst: false,
    initial: false,
  };
  return {
    ...model,
    messages: [...model.messages, note],
    rules: model.rules.map((rule) =>
      rule.id === 'start' ? { ...rule, send: [...rule.send, { name: 'Note', copies: [note.id] }] } : rule,
    ),
    requirements: [
      ...model.requirements,
      { property: 'no-unhandled-message', subject: note.id, must: 'not_at_rest', bad: is(note.id, 1) },
    ],
  };
};

/** Per promise a design that breaks this promise and no other. */
const designs: Readonly<Record<PropertyId, () => Model | null>> = {
  'exactly-once-effect': () => {
    const process = withoutInboxes(withSteps(design('v0'), () => ({ failure: [], compensation: null })));
    return lower({ ...process, outcomes: { ...process.outcomes, cancelled: null } });
  },
  'compensated-once': () => {
    const model = lower(withoutInboxes(design('v0')));
    const repeated = (name: string) => /^(Cancel|Refund|Release)/.test(name);
    return { ...model, messages: model.messages.map((each) => ({ ...each, repeats: repeated(each.name) })) };
  },
  'compensation-order': () => lower(design('v4')),
  'one-verdict': () => lower(design('v7a')),
  'retriable-after-pivot': () => lower(withSteps(design('v0'), ({ id }) => (id === 'stock' ? { kind: 'pivot' } : {}))),
  isolation: () => lowerCompeting(design('v8a'), false),
  'no-lost-update': () => lower(design('v7d')),
  'all-or-compensated': () => lower(design('v3')),
  'no-orphan': () => lower(design('v5b')),
  'no-unhandled-message': () => withLostNote(lower(design('v7e'))),
  'option-to-complete': () => lower(design('v1')),
  'everything-reachable': () =>
    lower(withSteps(design('v0'), ({ id }) => (id === 'shipping' ? { when: ['NeverSent'] } : {}))),
};

describe('without a promise, its mistake goes unnoticed', () => {
  it.each(propertyIds)('%s', (property) => {
    const model = designs[property]();
    if (!model) throw new Error('no model');
    expect([...broken(model)]).toEqual([property]);
    const silenced = { ...model, requirements: model.requirements.filter((each) => each.property !== property) };
    const noticed = broken(silenced);
    // The promise about overwritten answers comes with overlapping transactions, not with the document.
    expect([...noticed]).toEqual(property === 'no-lost-update' ? [property] : []);
  });
});
