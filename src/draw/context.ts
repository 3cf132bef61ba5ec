import { furtherListeners } from '../process/listeners.ts';
import type { NormalisedProcess } from '../process/normalised.ts';
import { type Flowchart, flowchart } from './flowchart.ts';
import { identifiers } from './mermaid-text.ts';
import { COORDINATOR, type Party, partyKey, publisherOf, service } from './party.ts';

/** One party knows another: it sends it commands, calls it, or listens to its events. Arrows point at what is known. */
type Knowledge = Readonly<{ from: Party; to: Party; how: 'commands' | 'listens' | 'calls'; what: string }>;

/** Who depends on whose contract, services grouped by the team that owns them. */
export const contextMap = (process: NormalisedProcess): string => {
  const chart = flowchart('LR');
  const id = identifiers();
  const name = (party: Party) => id('p', partyKey(party));
  const known = knowledge(process).filter(({ from, to }) => from.kind !== 'outside' && to.kind !== 'outside');
  for (const party of partiesOf(process, known)) declare(chart, process, party, name(party));
  for (const [owner, members] of teams(process)) chart.group(id('team', owner), owner, members.map(service).map(name));
  for (const [key, edge] of merged(known)) {
    chart.edge(name(edge.from), name(edge.to), STYLE[edge.how], `${VERB[edge.how]} ${[...key].join(', ')}`);
  }
  return chart.print();
};

const STYLE = { commands: 'solid', listens: 'dotted', calls: 'thick' } as const;
const VERB = { commands: 'sends', listens: 'listens to', calls: 'calls' } as const;

const declare = (chart: Flowchart, process: NormalisedProcess, party: Party, id: string): void => {
  if (party.kind !== 'service') {
    chart.node(id, 'coordinator', process.id, `in ${process.coordinator?.service ?? '?'}`);
    return;
  }
  const external = Object.hasOwn(process.services, party.name) && process.services[party.name]?.external;
  chart.node(id, external ? 'external' : 'service', party.name);
};

const partiesOf = (process: NormalisedProcess, known: readonly Knowledge[]): readonly Party[] => {
  const all = [
    ...(process.coordinator === null ? [] : [COORDINATOR]),
    ...Object.keys(process.services).map(service),
    ...known.flatMap(({ from, to }) => [from, to]),
  ];
  return [...new Map(all.map((party) => [partyKey(party), party])).values()];
};

const teams = (process: NormalisedProcess): ReadonlyMap<string, readonly string[]> => {
  const owners = new Map<string, readonly string[]>();
  for (const { name, owner } of Object.values(process.services)) {
    if (owner !== null) owners.set(owner, [...(owners.get(owner) ?? []), name]);
  }
  return owners;
};

const knowledge = (process: NormalisedProcess): readonly Knowledge[] => {
  const boss = process.coordinator === null ? null : COORDINATOR;
  const hears = (listener: Party, event: string): Knowledge => ({
    from: listener,
    to: publisherOf(process, event),
    how: 'listens',
    what: event,
  });
  const steps = process.steps.flatMap((step) => {
    const to = service(step.service);
    const commands = [step.command, step.compensation?.command ?? null].flatMap((what) => what ?? []);
    const answers = [
      ...step.success,
      ...step.failure,
      ...(step.compensation?.success ? [step.compensation.success] : []),
    ];
    return [
      ...[...step.on, ...(step.compensation?.on ?? [])].map((event) => hears(to, event)),
      ...(boss
        ? commands.map((what): Knowledge => ({ from: boss, to, how: step.sync ? 'calls' : 'commands', what }))
        : []),
      ...(boss ? answers.map((event) => hears(boss, event)) : []),
    ];
  });
  const calls = Object.values(process.services).flatMap(({ name, calls: called }) =>
    called.map((other): Knowledge => ({ from: service(name), to: service(other), how: 'calls', what: 'directly' })),
  );
  return [
    ...(boss ? [hears(boss, process.starts)] : []),
    ...steps,
    ...calls,
    ...process.reactions.map(({ on, service: listener }) => hears(service(listener), on)),
    ...declaredConsumers(process),
  ];
};

/** Listeners that only `events` names; those of steps and of the coordinator are known already. */
const declaredConsumers = (process: NormalisedProcess): readonly Knowledge[] =>
  Object.values(process.events).flatMap((event) =>
    furtherListeners(process, event).map(
      (consumer): Knowledge => ({
        from: service(consumer),
        to: publisherOf(process, event.name),
        how: 'listens',
        what: event.name,
      }),
    ),
  );

/** One arrow per pair and kind, with everything that goes over it. Nobody depends on itself. */
const merged = (known: readonly Knowledge[]): readonly (readonly [ReadonlySet<string>, Knowledge])[] => {
  const edges = new Map<string, readonly [ReadonlySet<string>, Knowledge]>();
  for (const one of known) {
    if (partyKey(one.from) === partyKey(one.to)) continue;
    const key = `${partyKey(one.from)} ${one.how} ${partyKey(one.to)}`;
    edges.set(key, [new Set([...(edges.get(key)?.[0] ?? []), one.what]), one]);
  }
  return [...edges.values()];
};
