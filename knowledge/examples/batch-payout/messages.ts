type Is<T extends string, D> = Readonly<{ type: T; data: Readonly<D> }>;
type Batch = { batchId: string };
type Seller = Batch & { sellerId: string };
type Round = { round: number };

/** What one seller is owed, in cents. */
export type Payout = Readonly<{ sellerId: string; amount: number }>;

export type BatchCommand =
  | Is<'StartBatch', Batch & { payouts: readonly Payout[] }>
  /** Another round with those who were not paid. The round makes the request one and the same however often it comes. */
  | Is<'RepeatBatch', Batch & Round>
  | Is<'RecordPayout', Seller>
  | Is<'RecordRefusal', Seller & Round & { reason: string }>;

export type BatchEvent =
  | Is<'RoundStarted', Batch & Round & { payouts: readonly Payout[] }>
  | Is<'BatchCompleted', Batch>
  /** A round is over; who is not paid, with the reasons: a list to work on. */
  | Is<'BatchPartlyFailed', Batch & Round & { refused: Readonly<Record<string, string>> }>;

export type PayOut = Is<'PayOut', Seller & Round & { amount: number }>;
export type PayoutEvent = Is<'PayoutMade', Seller> | Is<'PayoutRefused', Seller & Round & { reason: string }>;

export type Message = BatchCommand | BatchEvent | PayOut | PayoutEvent;
