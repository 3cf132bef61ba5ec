import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/index.ts';
import { catalogueText, processFrom, words } from './documents.ts';

/**
 * A widely read sample of a group checkout, as its code reads. A saga tells the group's record that the checkouts began
 * and asks for them; commands are scheduled one by one; a process manager publishes a verdict whenever all answers are in.
 */
describe('the group checkout sample', () => {
  const findings = (text: string) =>
    check(processFrom(text), { words, explain: false }).findings.map(({ property, faults, steps }) => [
      property,
      faults,
      steps,
    ]);

  it('gets stuck when the record of the beginning overwrites what is recorded already', () => {
    expect(findings(catalogueText('v7c'))).toEqual([['option-to-complete', 0, 5]]);
  });

  it('says that the checkout failed although every guest is out, after one crash between two commands', () => {
    const text = catalogueText('v7a')
      .replace(
        'coordinator: { service: front-desk, durable: true, outbox: true,',
        'coordinator: { service: front-desk, durable: true, outbox: false,',
      )
      .replace('when: { status: new }', 'when: { status: [new, initiated] }')
      .replace('  - { actor: coordinator, on: GroupCheckoutInitiated, when: { status: initiated } }\n', '');
    expect(findings(text)).toContainEqual(['one-verdict', 1, expect.any(Number)]);
  });

  it('publishes two verdicts after one duplicate', () => {
    expect(findings(catalogueText('v7a'))).toEqual([['one-verdict', 1, 9]]);
  });

  it('holds when duplicates are recognised and one row decides on the verdict', () => {
    expect(findings(catalogueText('v7b'))).toEqual([]);
  });
});
