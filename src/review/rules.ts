import * as compensation from './rules/compensation.ts';
import * as errors from './rules/errors.ts';
import * as events from './rules/events.ts';
import * as infrastructure from './rules/infrastructure.ts';
import * as patternChoice from './rules/pattern-choice.ts';
import * as pivot from './rules/pivot.ts';
import * as transactions from './rules/transactions.ts';
import type { Rule } from './types.ts';

/** Every rule over a document. What a rule says and which items it decides is in `knowledge/review.yaml`. */
export const rules: readonly Rule[] = [
  transactions.oneServicePerStep,
  transactions.distributedTransaction,
  transactions.synchronousStep,
  transactions.sharedDatabase,
  transactions.coordinatorConcurrency,
  transactions.unlockedResource,
  transactions.godProcessManager,
  compensation.missingCompensation,
  compensation.unheardByCompensation,
  compensation.compensationOrder,
  compensation.missingTombstone,
  pivot.unnamedPivot,
  pivot.afterPivot,
  pivot.retriableRefused,
  pivot.severalPivots,
  events.leakingEvent,
  events.missingContext,
  events.callsForData,
  events.namesOfMessages,
  errors.retryPolicy,
  errors.compensationRetry,
  errors.unnamedRefusal,
  errors.abandoned,
  errors.unnamedCancellation,
  errors.unnamedPartialOutcome,
  errors.unheardFailure,
  errors.deadLetters,
  errors.deadline,
  errors.unnoticedSilence,
  errors.onlyReminders,
  errors.silentDeadline,
  errors.idempotentHandler,
  infrastructure.durableDelivery,
  infrastructure.lossyDelivery,
  infrastructure.earlyAcknowledgement,
  infrastructure.unkeyedOrder,
  infrastructure.coordinatorMemory,
  infrastructure.serviceOutbox,
  infrastructure.coordinatorOutbox,
  infrastructure.serviceInbox,
  infrastructure.correlation,
  infrastructure.stuckAlarm,
  infrastructure.metrics,
  infrastructure.operatorPath,
  patternChoice.patternChoice,
  patternChoice.oneTransactionWouldDo,
  patternChoice.stepThatMayFail,
];
