import type { NormalisedProcess } from '../process/normalised.ts';
import { identifiers, label } from './mermaid-text.ts';
import { type Party, partyKey } from './party.ts';

/** A command and an event are sent and not waited for; a call is waited for until its reply. */
export type Arrow = 'command' | 'event' | 'call' | 'reply';

/** What a sequence diagram is made of, top to bottom. */
export type Line =
  | Readonly<{ kind: 'message'; arrow: Arrow; from: Party; to: Party; text: string }>
  | Readonly<{ kind: 'note'; over: Party; text: string }>
  | Readonly<{ kind: 'block'; word: 'par' | 'opt' | 'loop'; branches: readonly Branch[] }>;

type Branch = Readonly<{ title: string; lines: readonly Line[] }>;

/** One arrow. */
export const message = (arrow: Arrow, from: Party, to: Party, text: string): Line => ({
  kind: 'message',
  arrow,
  from,
  to,
  text,
});

/** A remark over one party. */
export const note = (over: Party, text: string): Line => ({ kind: 'note', over, text });

/** What happens side by side (par), perhaps (opt) or again (loop). */
export const block = (word: 'par' | 'opt' | 'loop', ...branches: readonly Branch[]): Line => ({
  kind: 'block',
  word,
  branches,
});

/** The lines as a Mermaid sequence diagram; who takes part stands in the order of first appearance. */
export const printSequence = (process: NormalisedProcess, lines: readonly Line[]): string => {
  const id = identifiers();
  const parties = new Map<string, Party>();
  for (const party of partiesIn(lines)) parties.set(partyKey(party), party);
  const name = (party: Party) => id(PREFIX[party.kind], party.kind === 'service' ? party.name : process.id);
  return [
    'sequenceDiagram',
    '  autonumber',
    ...[...parties.values()].map((party) => `  ${declare(process, party, name(party))}`),
    ...lines.flatMap((line) => print(line, name, '  ')),
    '',
  ].join('\n');
};

const PREFIX: Readonly<Record<Party['kind'], string>> = { service: 's', coordinator: 'pm', outside: 'out' };

const ARROW: Readonly<Record<Arrow, string>> = { command: '-)', event: '--)', call: '->>', reply: '-->>' };

const declare = (process: NormalisedProcess, party: Party, id: string): string => {
  switch (party.kind) {
    case 'outside':
      return `actor ${id} as outside`;
    case 'coordinator': {
      const role = process.pattern === 'saga' ? 'saga' : 'process manager';
      return `participant ${id} as ${label(process.id)}<br/>${role} in ${label(process.coordinator?.service ?? '?')}`;
    }
    case 'service': {
      const external = Object.hasOwn(process.services, party.name) && process.services[party.name]?.external;
      return `participant ${id} as ${label(party.name)}${external ? '<br/>outside the organisation' : ''}`;
    }
    default:
      return party satisfies never;
  }
};

const print = (line: Line, name: (party: Party) => string, indent: string): readonly string[] => {
  switch (line.kind) {
    case 'message':
      return [`${indent}${name(line.from)}${ARROW[line.arrow]}${name(line.to)}: ${label(line.text)}`];
    case 'note':
      return [`${indent}Note over ${name(line.over)}: ${label(line.text)}`];
    case 'block': {
      const branches = line.branches.flatMap((branch, at) => [
        `${indent}${at === 0 ? line.word : 'and'} ${label(branch.title)}`,
        ...branch.lines.flatMap((inner) => print(inner, name, `${indent}  `)),
      ]);
      return [...branches, `${indent}end`];
    }
    default:
      return line satisfies never;
  }
};

const partiesIn = (lines: readonly Line[]): readonly Party[] =>
  lines.flatMap((line) => {
    switch (line.kind) {
      case 'message':
        return [line.from, line.to];
      case 'note':
        return [line.over];
      case 'block':
        return line.branches.flatMap((branch) => partiesIn(branch.lines));
      default:
        return line satisfies never;
    }
  });
