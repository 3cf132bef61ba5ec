/** The row of the claims table. */
export type Claim = Readonly<{
  id: string;
  policyNo: string;
  state: 'REVIEW' | 'APPROVED' | 'STP_OK'; // STP_OK since edition 7 of the rules: no adjuster has looked at it
  payoutCents: number;
  reserveCents: number;
  fraudScore: number;
  adjusterNote: string;
}>;

/** Recorded whenever the rules move a claim. It does not leave this service. */
export type ClaimStateChanged = Readonly<{ claimId: string; version: number; state: Claim['state'] }>;

/** The contract with finance and CRM, version 1. Fields are added, never changed or removed. */
export type ClaimSettled = Readonly<{
  claimId: string;
  policyNumber: string;
  payout: Readonly<{ cents: number; currency: 'EUR' }>;
}>;

/** Reads a claim as it was at a version: it may have moved on since. */
type Claims = Readonly<{ at(id: string, version: number): Promise<Claim> }>;
type Topic = Readonly<{ publish(name: 'claims.ClaimSettled.v1', body: ClaimSettled): Promise<void> }>;

const settled: ReadonlySet<Claim['state']> = new Set(['APPROVED', 'STP_OK']);

/** Tells the company what it has asked to be told, in its own words. Everything else stays inside. */
export const translate = async (claims: Claims, company: Topic, changed: ClaimStateChanged): Promise<void> => {
  if (!settled.has(changed.state)) return;
  const { id, policyNo, payoutCents } = await claims.at(changed.claimId, changed.version);
  const payout = { cents: payoutCents, currency: 'EUR' } as const;
  await company.publish('claims.ClaimSettled.v1', { claimId: id, policyNumber: policyNo, payout });
};
