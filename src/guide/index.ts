import type { Process } from '../process/schema.ts';
import type { Sketch } from '../sketch/index.ts';
import { componentsOf } from './components.ts';
import { type Layer, layersOf, type Undo, undosOf } from './layers.ts';

export { factsOf } from './facts-of.ts';
export type { Layer, Undo } from './layers.ts';
export { type Platform, platformOf } from './platform.ts';

/** What the guidance says about one process, as data; `prompts/guidance.hbs` puts it into its six sections. */
export type Guide = Readonly<{
  process: string;
  starts: string;
  coordinator: string | null;
  participants: readonly string[];
  layers: readonly Layer[];
  undos: readonly Undo[];
  /** Which event leads to which command, one row per event: what a coordinator is wired with. */
  hops: readonly Readonly<{ on: string; command: string }>[];
  /** The field that identifies an instance, PascalCase without `Id`. */
  key: string;
  components: readonly Readonly<{ name: string; kind: string; handles: readonly string[] }>[];
  pivot: string | null;
  /** How long steps may wait and what happens then; steps that wait alike stand together. */
  waits: readonly Readonly<{ steps: readonly string[]; after: string; reaction: string }>[];
  reactions: readonly Readonly<{ on: string; service: string; does: string }>[];
  /** Premises nobody stated: the user should correct them. */
  assumed: readonly string[];
  outcomes: Readonly<{ completed: string; cancelled: string | null }>;
}>;

/** Lays out a process document for guidance. `sketch` tells which of its parts the user stated; without one, all are. */
export const guide = (process: Process, sketch: Sketch | null): Guide => ({
  process: process.process,
  starts: process.starts,
  coordinator: process.coordinator?.service ?? null,
  participants: [...new Set(process.steps.map((step) => step.service))].sort(),
  layers: layersOf(process),
  undos: undosOf(process),
  hops: hopsOf(process),
  key: keyOf(process),
  components: componentsOf(process),
  pivot: process.steps.find((step) => step.kind === 'pivot')?.id ?? null,
  waits: waitsOf(process),
  reactions: process.reactions ?? [],
  assumed: sketch === null ? [] : assumedIn(sketch),
  outcomes: { completed: process.outcomes.completed, cancelled: process.outcomes.cancelled ?? null },
});

const waitsOf = (process: Process): Guide['waits'] => {
  const waits = process.steps.flatMap((step) =>
    (step.timeout === undefined ? [] : [step.timeout].flat()).map(({ after, then }) => ({
      step: step.id,
      after,
      then,
    })),
  );
  const alike = new Map(waits.map(({ after, then: reaction }) => [`${after} ${reaction}`, { after, reaction }]));
  return [...alike.values()].map(({ after, reaction }) => ({
    steps: waits.filter((wait) => wait.after === after && wait.then === reaction).map(({ step }) => step),
    after,
    reaction,
  }));
};

const hopsOf = (process: Process) =>
  layersOf(process).flatMap(({ on, command }) =>
    command === null ? [] : on.split(/ [|&] /).map((event) => ({ on: event, command })),
  );

const keyOf = (process: Process): string =>
  process.process
    .replace(/-process$/, '')
    .split(/[-_]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

const assumedIn = (sketch: Sketch): readonly string[] => [
  ...(sketch.start.span === null ? [`it starts with ${sketch.start.event}`] : []),
  ...sketch.steps.flatMap(({ assumed, command, service, undo }) => [
    ...(assumed.includes('service') ? [`${command} belongs to ${service}`] : []),
    ...(assumed.includes('undo') && undo !== null ? [`${undo.command} undoes ${command}`] : []),
  ]),
];
