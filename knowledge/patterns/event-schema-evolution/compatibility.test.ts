import { describe, expect, it } from 'vitest';
import { incompatibilities, type Schema } from './compatibility.ts';

const placed: Schema = {
  orderId: { type: 'string', required: true },
  total: { type: 'number', required: true },
  note: { type: 'string', required: false },
  channel: { type: 'string', required: true, values: ['web', 'shop'] },
};
const { total: _, ...withoutTotal } = placed;

describe('incompatibilities', () => {
  it.each<[string, Schema, readonly string[]]>([
    ['nothing changed', placed, []],
    ['an optional field more', { ...placed, gift: { type: 'boolean', required: false } }, []],
    [
      'a rename',
      { ...withoutTotal, totalNet: { type: 'number', required: true } },
      ['total is gone: old readers miss it', 'totalNet is new and required: old events do not have it'],
    ],
    ['another type', { ...placed, total: { type: 'string', required: true } }, ['total was number and is string']],
    [
      'optional made required',
      { ...placed, note: { type: 'string', required: true } },
      ['note is required now: old events may lack it'],
    ],
    [
      'required made optional',
      { ...placed, total: { type: 'number', required: false } },
      ['total is optional now: old readers rely on it'],
    ],
    [
      'one more value',
      { ...placed, channel: { type: 'string', required: true, values: ['web', 'shop', 'app'] } },
      ['channel can be app now: old readers have no branch for it'],
    ],
  ])('%s', (_name, after, problems) => {
    expect(incompatibilities(placed, after)).toEqual(problems);
  });
});
