import { describe, expect, it } from 'vitest';
import * as bad from './bad/crm.ts';
import * as good from './good/crm.ts';

const erase = {
  id: 'erase/1',
  headers: { correlationId: 'erasure/2030-01', causationId: 'form/9' },
  type: 'EraseCustomer',
  body: { customerId: 'ada' },
};

/** Waits for every system of each erasure request, and finds the request by correlation. */
const process = () => {
  const open = new Set(['erasure/2030-01', 'erasure/2030-02']);
  const trail: string[] = [];
  const publish = async ({ id, headers }: bad.Message) => {
    if (open.delete(headers.correlationId ?? '')) trail.push(`${headers.causationId} → ${id}`);
  };
  return { open, trail, publish };
};

describe('an answer without correlation', () => {
  it('leaves the request open although the data is erased', async () => {
    const erased: string[] = [];
    const waiting = process();
    await bad.onEraseCustomer({ erase: async (id) => void erased.push(id) }, waiting, erase);
    expect(erased).toEqual(['ada']);
    expect([...waiting.open]).toEqual(['erasure/2030-01', 'erasure/2030-02']);
  });
});

describe('an answer with correlation and causation', () => {
  it('closes the request that asked, and leaves a trail', async () => {
    const waiting = process();
    await good.onEraseCustomer({ erase: async () => undefined }, waiting, erase);
    expect([...waiting.open]).toEqual(['erasure/2030-02']);
    expect(waiting.trail).toEqual(['erase/1 → crm-erased/erasure/2030-01']);
  });
});
