import type { Decider } from '../../platform/decider.ts';
import type { BatchCommand, BatchEvent, Payout } from './messages.ts';

/** The batch's own notes; nobody else hears of them. */
type Note =
  | Readonly<{ type: 'PayoutRecorded'; data: { batchId: string; sellerId: string } }>
  | Readonly<{ type: 'RefusalRecorded'; data: { batchId: string; sellerId: string; reason: string } }>;
export type StoredBatchEvent = BatchEvent | Note;

export type Batch = Readonly<{
  round: number;
  /** The round waits for answers. */
  open: boolean;
  payouts: readonly Payout[];
  paid: readonly string[];
  /** Reason by seller, in this round. */
  refused: Readonly<Record<string, string>>;
}>;

/** Counts, and says when a round is over. */
export const batch: Decider<Batch, BatchCommand, StoredBatchEvent> = {
  initial: { round: 0, open: false, payouts: [], paid: [], refused: {} },

  decide({ type, data }, state) {
    const { batchId } = data;
    switch (type) {
      case 'StartBatch':
        if (state.round > 0) return [];
        return [{ type: 'RoundStarted', data: { batchId, round: 1, payouts: data.payouts } }];
      case 'RepeatBatch':
        if (state.open || state.round === 0 || data.round !== state.round + 1) return [];
        if (unpaid(state).length === 0) return [];
        return [{ type: 'RoundStarted', data: { batchId, round: data.round, payouts: unpaid(state) } }];
      case 'RecordPayout':
        if (state.paid.includes(data.sellerId)) return [];
        return close(state, { type: 'PayoutRecorded', data: { batchId, sellerId: data.sellerId } });
      case 'RecordRefusal': {
        const { sellerId, round, reason } = data;
        // The refusal of an earlier round is old news.
        if (round !== state.round || state.paid.includes(sellerId) || state.refused[sellerId] !== undefined) return [];
        return close(state, { type: 'RefusalRecorded', data: { batchId, sellerId, reason } });
      }
    }
  },

  evolve(state, { type, data }) {
    switch (type) {
      case 'RoundStarted': {
        const payouts = data.round === 1 ? data.payouts : state.payouts;
        return { ...state, payouts, round: data.round, open: true, refused: {} };
      }
      case 'PayoutRecorded':
        return { ...state, paid: [...state.paid, data.sellerId] };
      case 'RefusalRecorded':
        return { ...state, refused: { ...state.refused, [data.sellerId]: data.reason } };
      case 'BatchCompleted':
      case 'BatchPartlyFailed':
        return { ...state, open: false };
    }
  },
};

const unpaid = ({ payouts, paid }: Batch) => payouts.filter(({ sellerId }) => !paid.includes(sellerId));

/** Adds the verdict to the note with which the last answer is in. */
function close(state: Batch, note: Note): readonly StoredBatchEvent[] {
  const { batchId } = note.data;
  const after = batch.evolve(state, note);
  const missing = unpaid(after).length;
  if (!state.open || Object.keys(after.refused).length < missing) return [note];
  if (missing === 0) return [note, { type: 'BatchCompleted', data: { batchId } }];
  return [note, { type: 'BatchPartlyFailed', data: { batchId, round: after.round, refused: after.refused } }];
}

/** Which of the batch's events others hear of. */
export const external = (event: StoredBatchEvent): readonly BatchEvent[] =>
  event.type === 'PayoutRecorded' || event.type === 'RefusalRecorded' ? [] : [event];
