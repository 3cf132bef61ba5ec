import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../src/check/decide.ts';
import { check, storyTest } from '../../src/check/index.ts';
import { lower } from '../../src/process/lower/index.ts';
import { normalise } from '../../src/process/normalise.ts';
import type { NormalisedProcess } from '../../src/process/normalised.ts';
import type { Model } from '../../src/process/rules.ts';
import { processes } from '../process/arbitrary.ts';
import { catalogueText, processFrom, words } from './documents.ts';

const limits = { states: 20_000, bytes: 1e9 };

/** What is broken, about what, and how simple the story is; how many states there are. */
const said = (model: Model) => {
  const { breaches, exploration } = decide(model, { limits });
  return {
    states: exploration.states.count(),
    covered: exploration.covered,
    breaches: breaches.map(({ property, subject, must, state }) => [
      property,
      subject,
      must,
      state === null ? null : exploration.states.cost(state),
    ]),
  };
};

const withParty = (process: NormalisedProcess, party: string, acknowledges: 'after' | 'before'): NormalisedProcess => ({
  ...process,
  services: Object.fromEntries(
    Object.entries(process.services).map(([name, service]) => [
      name,
      name === party ? { ...service, acknowledges } : service,
    ]),
  ),
  coordinator:
    process.coordinator && party === 'coordinator' ? { ...process.coordinator, acknowledges } : process.coordinator,
});

/** The link to one party loses messages, and brings none again but what is sent again. */
const withLossyLink = (model: Model, party: string): Model => {
  const askedAgain = new Set(
    model.rules
      .filter(({ act }) => act.kind === 'ask_again')
      .flatMap(({ send }) => send.flatMap((each) => each.copies)),
  );
  return {
    ...model,
    messages: model.messages.map((message) =>
      message.to === party ? { ...message, lossy: !message.initial, repeats: askedAgain.has(message.id) } : message,
    ),
  };
};

const partiesOf = (process: NormalisedProcess): readonly string[] => [
  ...Object.keys(process.services),
  ...(process.coordinator ? ['coordinator'] : []),
];

const durable = (process: NormalisedProcess): NormalisedProcess => ({
  ...process,
  delivery: { ...process.delivery, durable: true, guarantee: 'at_least_once' },
  steps: process.steps.map((step) => ({ ...step, sync: false })),
});

describe('who acknowledges before the commit', () => {
  const cases = ['v0', 'v1', 'v2', 'v4', 'v5a', 'v5b', 'v6a', 'v6c', 'v7b', 'v7e'].flatMap((id) =>
    partiesOf(processFrom(catalogueText(id))).map((party) => [id, party] as const),
  );

  it.each(cases)('has in %s the broken promises that a lossy link to %s has', (id, party) => {
    const process = durable(processFrom(catalogueText(id)));
    const early = said(lower(withParty(process, party, 'before')));
    expect(early).toEqual(said(withLossyLink(lower(process), party)));
    expect(early.breaches).not.toEqual([]);
  });

  it('has, where everybody does so, those of delivery at most once, in any document', () => {
    fc.assert(
      fc.property(processes({ maxSteps: 2 }), (document) => {
        const process = durable(normalise(document));
        const calm = partiesOf(process).reduce((whole, party) => withParty(whole, party, 'after'), process);
        const early = partiesOf(process).reduce((whole, party) => withParty(whole, party, 'before'), process);
        const atMostOnce = lower({ ...calm, delivery: { ...calm.delivery, guarantee: 'at_most_once' } });
        expect(said(lower(early))).toEqual(said(atMostOnce));
      }),
      { numRuns: 30, seed: 3 },
    );
  });

  it('adds nothing where the channel loses messages anyway', () => {
    const lossy = processFrom(catalogueText('v6b'));
    const early = partiesOf(lossy).reduce((whole, party) => withParty(whole, party, 'before'), lossy);
    expect(lower(early).messages.filter(({ acknowledgedFirst }) => acknowledgedFirst)).toEqual([]);
  });

  it('loses neither a direct call nor what starts the process', () => {
    const text = catalogueText('v0').replace('command: TakePayment', 'command: TakePayment\n    sync: true');
    const process = partiesOf(processFrom(text)).reduce(
      (whole, party) => withParty(whole, party, 'before'),
      processFrom(text),
    );
    const { messages } = lower(process);
    const early = new Set(messages.filter(({ acknowledgedFirst }) => acknowledgedFirst).map(({ name }) => name));
    expect(early).toContain('PlaceOrder');
    for (const name of ['OrderRequested', 'TakePayment', 'PaymentTaken']) expect(early).not.toContain(name);
  });

  it('does nothing twice without an inbox: nobody delivers it again', () => {
    const without = processFrom(catalogueText('v0').replace(/(billing: \{ outbox: true), inbox.*/, '$1 }'));
    const broken = (process: NormalisedProcess) =>
      check(process, { words, explain: false }).findings.map(({ property }) => property);
    expect(broken(without)).toContain('exactly-once-effect');
    expect(broken(withParty(without, 'billing', 'before'))).toEqual(['option-to-complete']);
  });
});

describe('a message that was acknowledged and dropped', () => {
  const text = catalogueText('v0').replace('billing: { ', 'billing: { acknowledges: before, ');
  const { findings, repair } = check(processFrom(text), { words });
  const [stuck] = findings;

  it('is told in the words of the one who dropped it', () => {
    expect(stuck).toMatchObject({
      property: 'option-to-complete',
      faults: 1,
      title: 'The process is stuck: billing acknowledges TakePayment and drops it (1 fault)',
      antiPattern: 'acknowledge-before-processing',
    });
    expect(stuck?.sentence).toContain('billing acknowledges TakePayment before its work is committed');
    expect(stuck?.mermaid).toContain('billing acknowledges TakePayment, then crashes: nobody will deliver it again');
    expect(stuck?.story?.steps.at(-1)).toMatchObject({
      actor: 'billing',
      receives: 'TakePayment',
      fault: 'dropped',
      act: null,
      sends: [],
      lost: [],
    });
  });

  it('is a failing test that a team can keep', () => {
    if (!stuck) throw new Error('it is stuck');
    expect(storyTest(stuck, 'typescript', words)).toContain(
      "await services.deliver('TakePayment', 'billing', { answers: [], crash: 'after acknowledging' });",
    );
    expect(storyTest(stuck, 'go', words)).toContain(
      'services.DeliverAndCrash("TakePayment", "billing", nil, "after acknowledging")',
    );
  });

  it('is acknowledged after the commit in the repair, which was checked', () => {
    expect(repair).toMatchObject({
      complete: true,
      change: 'let billing acknowledge a message only after the commit of its work',
      edits: [{ path: 'services.billing.acknowledges', value: 'after' }],
    });
    expect(findings.map(({ fixes }) => fixes.length > 0)).toEqual(findings.map(() => true));
  });

  it('is that of the coordinator, too', () => {
    const coordinator = catalogueText('v0').replace(/(coordinator: \{.*) \}/, '$1, acknowledges: before }');
    const result = check(processFrom(coordinator), { words });
    expect(result.findings[0]?.title).toContain('fulfilment acknowledges OrderPlaced and drops it');
    expect(result.repair?.edits).toEqual([{ path: 'coordinator.acknowledges', value: 'after' }]);
  });

  it('says which member of a fan-out it was about', () => {
    const process = withParty(processFrom(catalogueText('v7b')), 'stays', 'before');
    const party = Object.keys(process.services).find((name) => process.steps[0]?.service === name) ?? '';
    const [finding] = check(withParty(process, party, 'before'), { words, explain: false }).findings;
    expect(finding?.story?.steps.find(({ fault }) => fault === 'dropped')?.receives).toMatch(/ \d$/);
  });
});
