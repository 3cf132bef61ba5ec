import { describe, expect, it } from 'vitest';
import * as bad from './bad/erasure.ts';
import * as good from './good/erasure.ts';

const request = {
  id: 'form/9',
  headers: { correlationId: 'erasure/2030-01', causationId: 'click/1' },
  type: 'ErasureRequested',
  body: { customerId: 'ada' },
};

/** Systems that erase, and answer with the correlation they were asked with; a process that finds its request by it. */
const world = () => {
  const missing: Record<string, number> = { 'erasure/2030-01': 3, 'erasure/2030-02': 3 };
  const erased: unknown[] = [];
  const trail: string[] = [];
  const publish = async ({ id, headers: { correlationId = '', causationId }, body }: bad.Message) => {
    erased.push(body.system);
    trail.push(`${causationId} → ${id}`);
    const waiting = missing[correlationId];
    if (waiting !== undefined) missing[correlationId] = waiting - 1;
  };
  return { missing, erased, trail, publish };
};

describe('a command without correlation', () => {
  it('leaves the request open although the data is erased', async () => {
    const systems = world();
    await bad.onErasureRequested(systems, request);
    expect(systems.erased).toEqual(['crm', 'billing', 'newsletter']);
    expect(systems.missing).toEqual({ 'erasure/2030-01': 3, 'erasure/2030-02': 3 });
  });
});

describe('a command with correlation and causation', () => {
  it('closes the request that asked, and leaves a trail', async () => {
    const systems = world();
    await good.onErasureRequested(systems, request);
    expect(systems.missing).toEqual({ 'erasure/2030-01': 0, 'erasure/2030-02': 3 });
    expect(systems.trail[0]).toBe('form/9 → EraseCustomer/crm/erasure/2030-01');
  });
});
