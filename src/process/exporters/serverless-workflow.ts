import { isFinerThanWaves, startsOnlyOnFailure } from '../course/waves.ts';
import type { NormalisedProcess } from '../normalised.ts';
import { type Exported, type Gap, gapsAt, lostIn, whatAServiceIs } from './exported.ts';
import { isPlainDeadline, tasksOf } from './serverless-workflow/tasks.ts';
import { yamlText } from './yaml-text.ts';

/**
 * A CNCF Serverless Workflow (DSL 1.0): each step emits its command and listens for the answers, groups that may run at
 * once fork, what undoes is sent from the catch around it all. `.seen` holds the types of the events that came.
 */
export const exportServerlessWorkflow = (process: NormalisedProcess): Exported => {
  const started = process.startedBy === null ? {} : { source: `service://${process.startedBy}` };
  const workflow = {
    document: {
      dsl: '1.0.0',
      namespace: 'processes',
      name: process.id.replaceAll('_', '-').replace(/-+$/, ''),
      version: isSemantic(process.version) ? process.version : NO_VERSION,
      title: process.id,
      ...(process.summary === null ? {} : { summary: process.summary }),
    },
    schedule: { on: { one: { with: { ...started, type: process.starts } } } },
    do: tasksOf(process),
  };
  return { files: { [`${process.id}.workflow.yaml`]: yamlText(workflow) }, lost: lostIn(process, GAPS) };
};

/** `version` is required; this one stands for a document that has none. */
const NO_VERSION = '0.0.0';

const isSemantic = (version: string | null): version is string =>
  version !== null && /^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(version);

const RUNTIME = 'left to whoever runs the workflow';
const OTHERS = 'a workflow describes what the coordinator does, not how a participant handles a message';

const GAPS: readonly Gap[] = [
  {
    path: 'version',
    why: 'versions are semantic',
    when: ({ value }) => !isSemantic(typeof value === 'string' ? value : null),
  },
  { path: 'pattern', why: 'a workflow is a coordinator; whether it has state is its runtime’s business' },
  { path: 'delivery', why: RUNTIME },
  {
    path: 'services.*',
    why: 'only services that a step talks to appear, as sources of events',
    when: ({ path }, process) =>
      path[1] !== process.coordinator?.service &&
      !process.steps.some((step) => step.service === path[1] && !startsOnlyOnFailure(process, step)),
  },
  { path: 'coordinator.service', why: 'a source of events is not said to coordinate' },
  ...gapsAt(
    'coordinator',
    ['durable', 'outbox', 'inbox', 'acknowledges', 'concurrency', 'state', 'decisions'],
    RUNTIME,
  ),
  ...gapsAt('services.*', whatAServiceIs, OTHERS),
  {
    path: 'steps.*',
    why: 'a workflow has one path; what starts by itself after a refusal is not on it',
    when: ({ path }, process) =>
      process.steps.some((step) => step.id === path[1] && startsOnlyOnFailure(process, step)),
  },
  {
    path: 'steps.*.after',
    why: 'steps are grouped: a step waits for its whole group',
    evenDefault: true,
    when: ({ path }, process) =>
      isFinerThanWaves(process, path[1] ?? '') && process.steps.some(({ id, on }) => id === path[1] && on.length === 0),
  },
  {
    path: 'steps.*.after',
    why: 'a step that listens by itself comes after whatever publishes its event',
    when: ({ path }, { steps }) => steps.some(({ id, on }) => id === path[1] && on.length > 0),
  },
  {
    path: 'steps.*.timeouts',
    why: 'a task has one deadline, which ends it, sends nothing, and is no refusal',
    when: ({ path }, { steps }) => steps.some((step) => step.id === path[1] && !isPlainDeadline(step)),
  },
  { path: 'steps.*.compensation', why: 'DSL 1.0 has no compensation; what undoes is sent from a catch' },
  {
    path: 'steps.*.onFailure',
    why: 'only a refusal leads to something',
    when: ({ path }, { steps }) => steps.some(({ id, failure }) => id === path[1] && failure.length === 0),
  },
  ...gapsAt(
    'steps.*',
    ['kind', 'count', 'join', 'human', 'sync', 'readOnly', 'idempotent', 'resource', 'transaction', 'needs'],
    OTHERS,
  ),
  { path: 'compensate', why: 'DSL 1.0 has no compensation' },
  { path: 'outcomes.partial', why: 'a loop in the DSL has one way out' },
  { path: 'events', why: 'the DSL knows events by their type only' },
  { path: 'resources', why: OTHERS },
  { path: 'reactions', why: OTHERS },
  { path: 'observability', why: RUNTIME },
  { path: 'instances', why: 'only the fault check uses it' },
  { path: 'variables', why: 'rules have no place in a workflow' },
  { path: 'rules', why: 'rules have no place in a workflow' },
];
