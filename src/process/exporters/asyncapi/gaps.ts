import { type Gap, gapsAt } from '../exported.ts';

/** What AsyncAPI cannot say of a process document. */
export const ASYNCAPI_GAPS: readonly Gap[] = [
  { path: 'pattern', why: 'AsyncAPI describes who sends and receives, not who decides' },
  { path: 'coordinator', why: 'AsyncAPI knows applications, not that one of them coordinates' },
  { path: 'starts', why: 'AsyncAPI has no first message' },
  { path: 'startedBy', why: 'AsyncAPI has no first message' },
  { path: 'outcomes', why: 'AsyncAPI has no end of a process' },
  { path: 'compensate', why: 'AsyncAPI has no order of operations' },
  { path: 'delivery', why: 'AsyncAPI leaves delivery to the bindings of a concrete broker' },
  { path: 'services.*.owner', why: 'AsyncAPI names no owner of an application' },
  ...gapsAt(
    'services.*',
    ['database', 'outbox', 'inbox', 'acknowledges', 'external', 'idempotencyKey', 'lookup', 'calls'],
    'AsyncAPI describes messages, not how an application handles them',
  ),
  ...gapsAt('steps.*', ['after', 'when', 'forEach', 'count', 'join', 'match'], 'AsyncAPI has no order of operations'),
  ...gapsAt(
    'steps.*',
    ['retry', 'timeouts', 'onFailure', 'kind'],
    'AsyncAPI has no retry, deadline or reaction to a refusal',
  ),
  ...gapsAt(
    'steps.*',
    ['human', 'sync', 'readOnly', 'idempotent', 'resource', 'transaction', 'needs'],
    'AsyncAPI describes messages, not how an application handles them',
  ),
  ...gapsAt(
    'steps.*.compensation',
    ['failure', 'onFailure', 'ifNotApplied', 'when', 'retry'],
    'AsyncAPI has no compensation; the commands that undo are tagged',
  ),
  { path: 'events.*.visibility', why: 'what stands in an AsyncAPI document is public' },
  { path: 'events.*.consumers', why: 'AsyncAPI does not list who listens' },
  { path: 'resources', why: 'AsyncAPI has no resources' },
  { path: 'reactions', why: 'AsyncAPI cannot say that nobody waits for a receiver' },
  ...gapsAt('observability', ['stuckAfter', 'metrics', 'operator'], 'AsyncAPI has no word for running a process'),
  { path: 'instances', why: 'only the fault check uses it' },
  { path: 'variables', why: 'AsyncAPI has no behaviour' },
  { path: 'rules', why: 'AsyncAPI has no behaviour' },
];
