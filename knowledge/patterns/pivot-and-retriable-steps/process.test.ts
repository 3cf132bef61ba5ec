import { describe, expect, it } from 'vitest';
import { type After, begin, onTrouble } from './process.ts';

const order = begin()
  .step('AuthorisePayment', 'VoidAuthorisation')
  .step('ReserveStock', 'ReleaseStock')
  .pivot('CapturePayment')
  .step('HandOver')
  .step('SendReceipt')
  .process();

describe('a process with a point of no return', () => {
  it.each([
    ['AuthorisePayment', []],
    ['ReserveStock', ['VoidAuthorisation']],
    ['CapturePayment', ['ReleaseStock', 'VoidAuthorisation']],
    ['HandOver', ['HandOver']],
    ['SendReceipt', ['SendReceipt']],
  ])('after trouble with %s does %j', (step, next) => {
    expect(onTrouble(order, step)).toEqual(next);
  });

  it('takes no second pivot and no way back behind it', () => {
    const after: After = begin().pivot('CapturePayment');
    expect(after).not.toHaveProperty('pivot');
    // @ts-expect-error nothing behind the point of no return may have an undo
    after.step('ReserveStock', 'ReleaseStock');
  });
});
