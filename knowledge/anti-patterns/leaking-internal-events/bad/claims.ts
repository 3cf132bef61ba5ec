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

/** Recorded whenever the rules move a claim. */
export type ClaimStateChanged = Readonly<{
  type: 'ClaimStateChanged';
  claimId: string;
  state: Claim['state'];
  fraudScore: number;
}>;

type Claims = Readonly<{ findOne(id: string): Promise<Claim> }>;
type Topic = Readonly<{ publish(name: string, body: unknown): Promise<void> }>;

/** Lets other departments follow claims: what happened, and the row for those who need more. */
export const forward = async (claims: Claims, company: Topic, changed: ClaimStateChanged): Promise<void> => {
  await company.publish('ClaimStateChanged', changed); // want leaking-internal-events
  const claim = await claims.findOne(changed.claimId);
  await company.publish('ClaimUpdated', { ...claim }); // want leaking-internal-events
};
