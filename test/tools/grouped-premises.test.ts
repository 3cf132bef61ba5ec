import { describe, expect, it } from 'vitest';
import { groupedPremises } from '../../src/tools/grouped-premises.ts';

describe('premises for people', () => {
  it('says what is true of several parts once, with its values', () => {
    const steps = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((id) => [
      { path: `steps.${id}.retry`, value: null },
      { path: `steps.${id}.compensation.ifNotApplied`, value: 'ignore' },
    ]);
    expect(groupedPremises([...steps, { path: 'steps.a.sync', value: false }])).toEqual([
      'steps a, b, c and 3 more: retry none, compensation.ifNotApplied ignore',
      'step a: sync false',
    ]);
  });

  it('tells names with dots from fields', () => {
    expect(
      groupedPremises([
        { path: 'delivery.durable' },
        { path: 'services.crm.eu.inbox.onDuplicate' },
        { path: 'services.crm.eu.external' },
        { path: 'events.Order.Placed.visibility' },
        { path: 'compensate' },
      ]),
    ).toEqual([
      'delivery: durable',
      'service crm.eu: inbox.onDuplicate, external',
      'event Order.Placed: visibility',
      'compensate',
    ]);
  });

  it('loses nothing', () => {
    const paths = ['steps.a.retry', 'steps.b.retry', 'steps.b.sync', 'resources.seat.lock', 'instances'];
    const said = groupedPremises(paths.map((path) => ({ path }))).join('\n');
    for (const word of ['a', 'b', 'retry', 'sync', 'seat', 'lock', 'instances']) expect(said).toContain(word);
  });
});
