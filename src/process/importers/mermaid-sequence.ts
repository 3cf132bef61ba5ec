import type { Result } from '../../errors.ts';
import { draft } from './draft.ts';
import type { Imported } from './imported.ts';
import { statementsOf } from './mermaid/lines.ts';
import { listeningSteps } from './mermaid/listening.ts';
import { orchestratedSteps } from './mermaid/orchestrated.ts';
import { type Arrow, arrowsOf, type Diagram, type Party, readSequence } from './mermaid/sequence.ts';
import type { Sketch } from './sketch.ts';

/**
 * Reads a Mermaid sequence diagram. Whoever asks others and is answered coordinates: each of its requests is a step, the
 * dashed arrow back its answer. Where nobody does, every arrow is an event that its receiver reacts to.
 */
export const importMermaidSequence = (text: string): Result<Imported> => {
  const statements = statementsOf(text, /^sequenceDiagram\b/, '`sequenceDiagram`');
  return statements.ok ? draft(sketchOf(readSequence(statements.value))) : statements;
};

const sketchOf = (diagram: Diagram): Sketch => {
  const arrows = arrowsOf(diagram.items);
  const boss = coordinatorOf(arrows);
  const name = (id: string) => serviceName(diagram, id);
  if (boss === undefined) {
    const [first] = arrows;
    return {
      pattern: undefined,
      starts: first?.text,
      startedBy: first && isOutside(diagram, first.from) ? undefined : first && name(first.from),
      ...listeningSteps(diagram, name),
    };
  }
  const before = arrows.slice(
    0,
    arrows.findIndex(({ from, dashed }) => from === boss && !dashed),
  );
  const start = before.find(({ to }) => to === boss);
  const own = ownTitle(diagram.parties.get(boss));
  const last = arrows.findLast(({ from, to, dashed }) => from === boss && to !== boss && dashed);
  const endings = new Set(
    arrows.filter(({ from, to, dashed }) => from === boss && to === last?.to && dashed).map(({ text }) => text),
  );
  const { steps, questions } = orchestratedSteps(diagram, boss, name);
  return {
    name: own?.process,
    pattern: own === undefined ? 'process_manager' : own.pattern,
    coordinator: name(boss),
    starts: start?.text,
    startedBy: start && !isOutside(diagram, start.from) ? name(start.from) : undefined,
    // Several things said to the same party at the end are cases; which one means that all is done is not drawn.
    completed: endings.size === 1 ? last?.text : undefined,
    steps,
    questions,
  };
};

/** Whoever has the most requests answered; undefined when nobody has one. */
const coordinatorOf = (arrows: readonly Arrow[]): string | undefined => {
  const answered = new Map<string, number>();
  for (const [at, { from, to, dashed }] of arrows.entries()) {
    if (dashed || from === to) continue;
    if (arrows.slice(at + 1, at + 200).some((reply) => reply.from === to && reply.to === from)) {
      answered.set(from, (answered.get(from) ?? 0) + 1);
    }
  }
  return [...answered].sort(([, a], [, b]) => b - a)[0]?.[0];
};

const isOutside = ({ parties }: Diagram, id: string): boolean => parties.get(id)?.label === 'outside';

/** `order-fulfilment<br/>process manager in orders`, as our own drawings say it. */
const ownTitle = (
  party: Party | undefined,
): Readonly<{ process: string; pattern: 'saga' | 'process_manager'; service: string }> | undefined => {
  const [, process, role, service] =
    /^([^<]{1,64})<br\/>(saga|process manager) in (.{1,64})$/.exec(party?.label ?? '') ?? [];
  return process === undefined || service === undefined
    ? undefined
    : { process, pattern: role === 'saga' ? 'saga' : 'process_manager', service };
};

const serviceName = ({ parties }: Diagram, id: string): string => {
  const party = parties.get(id);
  return ownTitle(party)?.service ?? party?.label.split(/<br\s{0,5}\/?>/)[0]?.trim() ?? id;
};
