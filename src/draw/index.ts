import type { FailurePath } from '../process/course/failure.ts';
import { failuresOf } from '../process/course/failure.ts';
import type { NormalisedProcess } from '../process/normalised.ts';
import { contextMap } from './context.ts';
import type { Drawing, DrawRequest } from './drawing.ts';
import { failurePath } from './failure-path.ts';
import { happyPath } from './happy-path.ts';
import { layersDiagram } from './layers.ts';
import { printSequence } from './sequence-text.ts';
import { stateDiagram } from './state.ts';
import { mermaidToSvg } from './svg.ts';

export type { FailurePath } from '../process/course/failure.ts';
export type { Drawing, DrawRequest } from './drawing.ts';

/**
 * Draws one view of a process as Mermaid text that mermaid 11 parses; names are escaped, equal input gives equal bytes.
 * @throws when a failure path names a step that the document does not have; take paths from `failurePaths`
 */
export const draw = (process: NormalisedProcess, request: DrawRequest): Drawing => ({
  kind: request.kind,
  title: `${process.id}: ${titleOf(process, request)}${notDrawn(process)}`,
  mermaid: mermaidOf(process, request),
});

/** Every way a step of the process can fail, in document order: one failure drawing each. */
export const failurePaths = (process: NormalisedProcess): readonly FailurePath[] =>
  process.steps.flatMap((step) => failuresOf(step).map((cause) => ({ step: step.id, cause })));

/** Every drawing of the process: the happy path, each failure path, states, layers, context map. */
export const drawAll = (process: NormalisedProcess): readonly Drawing[] => [
  draw(process, { kind: 'sequence' }),
  ...failurePaths(process).map((path) => draw(process, { kind: 'failure', path })),
  draw(process, { kind: 'state' }),
  draw(process, { kind: 'layers' }),
  draw(process, { kind: 'context' }),
];

/** The same view as a self-contained SVG document. Loads the layout library on first use. */
export const drawSvg = (process: NormalisedProcess, request: DrawRequest): Promise<string> => {
  const { mermaid, title } = draw(process, request);
  return mermaidToSvg(mermaid, title);
};

/** An actor written as rules is drawn from its steps all the same; the title says that there is more. */
const notDrawn = ({ rules }: NormalisedProcess): string => {
  const actors = [...new Set(rules.map(({ actor }) => actor))].sort();
  return actors.length === 0 ? '' : ` (drawn from the steps, without the rules of ${actors.join(', ')})`;
};

const mermaidOf = (process: NormalisedProcess, request: DrawRequest): string => {
  switch (request.kind) {
    case 'sequence':
      return printSequence(process, happyPath(process));
    case 'failure':
      return printSequence(process, failurePath(process, request.path));
    case 'state':
      return stateDiagram(process);
    case 'layers':
      return layersDiagram(process);
    case 'context':
      return contextMap(process);
    default:
      return request satisfies never;
  }
};

const titleOf = (process: NormalisedProcess, request: DrawRequest): string => {
  switch (request.kind) {
    case 'sequence':
      return 'the happy path';
    case 'failure': {
      const { step, cause } = request.path;
      return cause === 'timeout' ? `${step} is not heard of in time` : `${step} is refused (${cause.refusal})`;
    }
    case 'state':
      return process.coordinator === null ? 'the states an observer would see' : 'the states of its coordinator';
    case 'layers':
      return 'events and commands, layer by layer';
    case 'context':
      return 'who knows whom';
    default:
      return request satisfies never;
  }
};
