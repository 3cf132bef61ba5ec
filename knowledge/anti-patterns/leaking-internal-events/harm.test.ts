import { describe, expect, it } from 'vitest';
import * as bad from './bad/claims.ts';
import * as good from './good/claims.ts';

const row = (id: string, state: good.Claim['state']): good.Claim => ({
  id,
  policyNo: 'P-9',
  state,
  payoutCents: 120_000,
  reserveCents: 450_000,
  fraudScore: 82,
  adjusterNote: 'suspects the neighbour',
});

const recording = () => {
  const wire: { name: string; body: unknown }[] = [];
  return { wire, publish: async (name: string, body: unknown) => void wire.push({ name, body }) };
};

describe('the row on the wire', () => {
  it('shows everybody the fraud score, the reserve and the note', async () => {
    const company = recording();
    const changed = { type: 'ClaimStateChanged', claimId: 'c1', state: 'APPROVED', fraudScore: 82 } as const;
    await bad.forward({ findOne: async (id) => row(id, 'APPROVED') }, company, changed);
    const wire = JSON.stringify(company.wire);
    for (const secret of ['"fraudScore":82', '"reserveCents":450000', 'suspects']) expect(wire).toContain(secret);
  });

  it('lets a new internal state stop the payments of another department', async () => {
    const paid: string[] = [];
    for (const state of ['APPROVED', 'STP_OK'] as const) {
      const company = recording();
      const changed = { type: 'ClaimStateChanged', claimId: state, state, fraudScore: 1 } as const;
      await bad.forward({ findOne: async (id) => row(id, state) }, company, changed);
      // Finance was written when a claim to be paid was APPROVED.
      if (company.wire.some(({ body }) => JSON.stringify(body).includes('"state":"APPROVED"'))) paid.push(state);
    }
    expect(paid).toEqual(['APPROVED']);
  });
});

describe('a contract of its own', () => {
  it('carries what was asked for, and outlives the rules', async () => {
    const company = recording();
    for (const state of ['REVIEW', 'APPROVED', 'STP_OK'] as const)
      await good.translate({ at: async (id) => row(id, state) }, company, { claimId: state, version: 3, state });
    const event = (claimId: string) => ({
      name: 'claims.ClaimSettled.v1',
      body: { claimId, policyNumber: 'P-9', payout: { cents: 120_000, currency: 'EUR' } },
    });
    expect(company.wire).toEqual([event('APPROVED'), event('STP_OK')]);
  });
});
