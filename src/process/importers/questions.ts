import type { Process, Step } from '../schema.ts';
import type { Question, Sketch } from './sketch.ts';

/** What no answer about the process can do without and the source did not say, most decisive first. */
export const questionsAbout = (sketch: Sketch, process: Process): readonly Question[] => [
  ...aboutTheWhole(sketch, process),
  ...Object.entries(process.services).flatMap(([name, { external }]) => aboutService(name, external)),
  ...process.steps.flatMap(aboutStep),
];

const aboutTheWhole = (sketch: Sketch, process: Process): readonly Question[] => {
  const coordinated = process.pattern !== 'choreography';
  return [
    ...(sketch.pattern === undefined
      ? [ask('pattern', 'Who decides what comes next: one coordinator, or each service by itself?')]
      : []),
    ...(sketch.starts === undefined ? [ask('starts', 'Which message starts an instance? A stand-in is used.')] : []),
    ...(sketch.completed === undefined
      ? [ask('outcomes.completed', 'Which event says that all is done? A stand-in is used.')]
      : []),
    ...(sketch.cancelled === undefined
      ? [ask('outcomes.cancelled', 'Which event says that all was undone, if that can happen?')]
      : []),
    ...(coordinated && sketch.coordinator === undefined
      ? [ask('coordinator.service', 'Which service hosts the coordinator?')]
      : []),
    ...(coordinated
      ? [
          ask('coordinator.durable', 'Does the coordinator find its instances again after a restart?'),
          ask('coordinator.concurrency', 'What happens when two messages of one instance are handled at once?'),
        ]
      : []),
    ask('delivery.guarantee', 'Can a message be lost on the way, or only come twice?'),
    ask('delivery.ordering', 'Can messages of one instance overtake each other?'),
    ask('delivery.durable', 'Does the broker keep its messages across a restart?'),
    ask('delivery.deadLetters', 'Where does a message go that can never be handled, and who looks there?'),
    ...(sketch.correlationId === undefined
      ? [ask('observability.correlationId', 'Which field tells the messages of one instance from those of another?')]
      : []),
    ask('observability.stuckAfter', 'After how long without progress should somebody be told?'),
  ];
};

const aboutService = (name: string, external: boolean | undefined): readonly Question[] =>
  external
    ? [
        ask(`services.${name}.idempotencyKey`, `Does ${name} act once per key when it is asked twice?`),
        ask(`services.${name}.lookup`, `Can ${name} be asked whether it acted?`),
      ]
    : [
        ask(`services.${name}.outbox`, `Does ${name} store what it sends in the same commit as its work (outbox)?`),
        ask(`services.${name}.inbox`, `How does ${name} notice that it handled a message before (inbox)?`),
        ask(
          `services.${name}.acknowledges`,
          `Does ${name} acknowledge a message only after its work is committed, never when it failed?`,
        ),
      ];

const aboutStep = (step: Step): readonly Question[] => [
  ...(step.failure === undefined
    ? [ask(`steps.${step.id}.failure`, `Can "${step.id}" be refused for good, and which event says so?`)]
    : []),
  ...(step.compensation === undefined
    ? [ask(`steps.${step.id}.compensation`, `How is "${step.id}" undone if a later step fails, or is it past undoing?`)]
    : []),
  ...(step.timeout === undefined
    ? [ask(`steps.${step.id}.timeout`, `How long may "${step.id}" take, and what happens then?`)]
    : []),
  ...([step.timeout ?? []].flat().some(({ then }) => then === 'assume_refused')
    ? [
        ask(
          `steps.${step.id}.timeout`,
          `May "${step.id}" have happened, or happen late, although its deadline passed? Then undo it too (then: compensate).`,
        ),
      ]
    : []),
  ...(step.retry === undefined
    ? [ask(`steps.${step.id}.retry`, `How often is "${step.id}" tried again after a passing error?`)]
    : []),
];

const ask = (path: string, question: string): Question => ({ path, question });
