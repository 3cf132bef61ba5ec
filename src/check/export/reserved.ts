/** What a module itself defines, the variables that its definitions bind, and words of TLA+: names for nothing else. */
export const reserved: readonly string[] = [
  'net ahead vars self other crash actor drop gone out m x y i j q p key n largest name to about Together Listed',
  'Before RestsWithOutcome Messages MayBeLost MayComeAgain WithOutbox Queues Rank Msg Well AtMost Commit Arrives',
  'Handle Act First All Sent Init Next Progress Faults Overlaps Lose Drop AcknowledgedFirst Busy Spec LiveSpec Calm Go Take calm live',
  'TypeOK Len Head Tail Append Seq SubSeq SelectSeq Nat Int Min Max Outcome Completion IF THEN ELSE LET IN CASE',
  'OTHER DOMAIN UNION ACTION ASSUME ASSUMPTION AXIOM BOOLEAN BY CHOOSE CONSTANT CONSTANTS COROLLARY DEF DEFINE DEFS',
  'ENABLED EXCEPT EXTENDS FALSE HAVE HIDE INSTANCE LAMBDA LEMMA LOCAL MODULE NEW OBVIOUS OMITTED ONLY PICK PROOF',
  'PROPOSITION PROVE QED RECURSIVE STATE STRING SUBSET SUFFICES TAKE TEMPORAL THEOREM TRUE UNCHANGED USE VARIABLE',
  'VARIABLES WITH WITNESS',
].flatMap((line) => line.split(' '));

/** Words of Promela, of the programs that SPIN generates from it, and names that a model of ours has itself. */
export const reservedInPromela: readonly string[] = [
  'active assert atomic bit bool break byte c_code c_decl c_expr c_state c_track D_proctype do chan else empty enabled',
  'eval false fi for full get_priority goto hidden if in init inline int len local ltl mtype nempty never nfull notrace',
  'np_ od of pc_value pid printf printm priority proctype provided return run d_step set_priority short select show',
  'skip timeout trace true typedef unless unsigned xr xs stdin STDIN append always eventually until release weakuntil',
  'stronguntil next implies equivalent auto case char const continue default double enum extern float long register',
  'signed sizeof static struct switch union void volatile while linux unix now process end calm turn moved',
  'accept_round BUSY OVER GOING',
].flatMap((line) => line.split(' '));
