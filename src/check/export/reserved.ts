/** What a module itself defines, the variables that its definitions bind, and words of TLA+: names for nothing else. */
export const reserved: readonly string[] = [
  'net ahead vars self other crash actor drop gone out m x y i j q p key n largest name to about Together Listed',
  'Before RestsWithOutcome Messages MayBeLost MayComeAgain WithOutbox Queues Rank Msg Well AtMost Commit Arrives',
  'Handle Act First All Sent Init Next Progress Faults Overlaps Lose Busy Spec LiveSpec Calm Go Take calm live',
  'TypeOK Len Head Tail Append Seq SubSeq SelectSeq Nat Int Min Max Outcome Completion IF THEN ELSE LET IN CASE',
  'OTHER DOMAIN UNION',
].flatMap((line) => line.split(' '));
