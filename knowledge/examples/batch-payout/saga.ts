import type { CommandBus, Subscriber } from '../../platform/bus.ts';
import type { BatchCommand, BatchEvent, Message, PayOut, PayoutEvent } from './messages.ts';

type Answered = Extract<BatchEvent, { type: 'RoundStarted' }> | PayoutEvent;

/** Forwards, and nothing else: it does not count. When a round is over is a business question, and the batch answers it. */
export function next(event: Answered): readonly (PayOut | BatchCommand)[] {
  switch (event.type) {
    case 'RoundStarted': {
      const { batchId, round, payouts } = event.data;
      return payouts.map((payout) => ({ type: 'PayOut', data: { batchId, round, ...payout } }));
    }
    case 'PayoutMade':
      return [{ type: 'RecordPayout', data: event.data }];
    case 'PayoutRefused':
      return [{ type: 'RecordRefusal', data: event.data }];
  }
}

/** A crash in the middle sends the first commands again when the event comes again; each has the id it had before. */
export function startSaga(events: Subscriber<Message>, commands: CommandBus<Message>): void {
  events.subscribe(['RoundStarted', 'PayoutMade', 'PayoutRefused'], async (event, cause) => {
    for (const command of next(event)) await commands.send(command, cause);
  });
}
