import { failuresOf } from '../process/course/failure.ts';
import { entryStage, undoStages } from '../process/course/undo-stages.ts';
import { waves } from '../process/course/waves.ts';
import type { NormalisedProcess, NormalisedStep } from '../process/normalised.ts';
import { type Flowchart, flowchart } from './flowchart.ts';
import { identifiers } from './mermaid-text.ts';

type Canvas = Readonly<{ chart: Flowchart; id: (prefix: string, name: string) => string; process: NormalisedProcess }>;

/** The lasagne: event, the command it leads to, the event that answers it, layer under layer; undoing is dotted. */
export const layersDiagram = (process: NormalisedProcess): string => {
  const canvas: Canvas = { chart: flowchart('TD'), id: identifiers(), process };
  event(canvas, process.starts);
  for (const step of process.steps) drawStep(canvas, step);
  if (process.coordinator !== null) drawCoordination(canvas);
  else for (const step of process.steps) drawOwnUndoing(canvas, step);
  for (const { on, service, does } of process.reactions) {
    const reaction = canvas.id('r', `${service} ${does}`);
    canvas.chart.node(reaction, 'reaction', does, service);
    canvas.chart.edge(event(canvas, on), reaction, 'dotted');
  }
  return canvas.chart.print();
};

const event = ({ chart, id, process }: Canvas, name: string): string => {
  const { completed, cancelled, partial } = process.outcomes;
  const refusal = process.steps.some(({ failure }) => failure.includes(name));
  const outcome = [completed, cancelled, partial].includes(name);
  const node = id('e', name);
  chart.node(node, refusal ? 'refusal' : outcome ? 'outcome' : 'event', name);
  return node;
};

/** What is between the events of a step: the command it obeys, or the service that reacts by itself. */
const middle = ({ chart, id }: Canvas, step: NormalisedStep): string => {
  const node = id('c', step.command ?? `${step.service} ${step.id}`);
  if (step.command !== null) chart.node(node, 'command', step.command, step.service);
  else chart.node(node, 'service', step.id, step.service);
  return node;
};

const drawStep = (canvas: Canvas, step: NormalisedStep): void => {
  const work = middle(canvas, step);
  for (const cause of causes(canvas.process, step)) canvas.chart.edge(event(canvas, cause), work, 'solid');
  for (const answer of [...step.success, ...step.failure]) canvas.chart.edge(work, event(canvas, answer), 'solid');
};

/** The events that lead to a step: those it reacts to or branches on, else what the steps before it report. */
const causes = (process: NormalisedProcess, step: NormalisedStep): readonly string[] => {
  if (step.on.length > 0) return step.on;
  if (step.when.length > 0) return step.when;
  const before = process.steps.filter(({ id }) => step.after.includes(id)).flatMap(({ success }) => success);
  return before.length > 0 ? before : [process.starts];
};

const drawCoordination = (canvas: Canvas): void => {
  const { process, chart, id } = canvas;
  const last = waves(process).at(-1) ?? [];
  for (const success of last.flatMap((step) => step.success)) {
    chart.edge(event(canvas, success), event(canvas, process.outcomes.completed), 'solid');
  }
  const undo = (step: NormalisedStep) => {
    const node = id('c', step.compensation?.command ?? `undo ${step.id}`);
    chart.node(node, 'command', step.compensation?.command ?? `undo ${step.id}`, step.service);
    return node;
  };
  const stages = undoStages(process);
  for (const step of process.steps) {
    for (const cause of failuresOf(step)) {
      if (cause === 'timeout' || step.onFailure !== 'compensate') continue;
      for (const touched of entryStage(process, step, cause)?.steps ?? []) {
        chart.edge(event(canvas, cause.refusal), undo(touched), 'dotted');
      }
    }
  }
  for (const [at, { steps }] of stages.entries()) {
    const next = stages[at + 1]?.steps.map(undo) ?? end(canvas);
    for (const step of steps) {
      const reported = step.compensation?.success ?? null;
      const from = reported === null ? undo(step) : event(canvas, reported);
      if (reported !== null) chart.edge(undo(step), from, 'dotted');
      for (const to of next) chart.edge(from, to, 'dotted');
    }
  }
};

const end = (canvas: Canvas): readonly string[] => {
  const { cancelled } = canvas.process.outcomes;
  return cancelled === null ? [] : [event(canvas, cancelled)];
};

const drawOwnUndoing = (canvas: Canvas, step: NormalisedStep): void => {
  if (step.compensation === null) return;
  const node = canvas.id('u', step.id);
  canvas.chart.node(node, 'command', `undo ${step.id}`, step.service);
  for (const cause of step.compensation.on) canvas.chart.edge(event(canvas, cause), node, 'dotted');
  const { success } = step.compensation;
  if (success !== null) canvas.chart.edge(node, event(canvas, success), 'dotted');
};
