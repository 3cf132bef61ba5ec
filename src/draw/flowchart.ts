import { label } from './mermaid-text.ts';

/** How a node looks: messages in the colours of event storming, parties by where they stand. */
export type NodeKind =
  | 'event'
  | 'command'
  | 'refusal'
  | 'outcome'
  | 'reaction'
  | 'service'
  | 'external'
  | 'coordinator';

/** How an arrow looks: sent, listened to, or called and waited for. */
export type EdgeKind = 'solid' | 'dotted' | 'thick';

export type Flowchart = Readonly<{
  node: (id: string, kind: NodeKind, ...lines: readonly string[]) => void;
  edge: (from: string, to: string, kind: EdgeKind, text?: string) => void;
  group: (id: string, title: string, members: readonly string[]) => void;
  print: () => string;
}>;

const SHAPE: Readonly<Record<NodeKind, readonly [open: string, close: string]>> = {
  event: ['["', '"]'],
  refusal: ['["', '"]'],
  outcome: ['["', '"]'],
  command: ['(["', '"])'],
  reaction: ['("', '")'],
  service: ['["', '"]'],
  external: ['[["', '"]]'],
  coordinator: ['{{"', '"}}'],
};

/** Fill and stroke per kind; the text is always dark, so that it reads on a light and on a dark page. */
const COLOUR: Readonly<Record<NodeKind, readonly [fill: string, stroke: string]>> = {
  event: ['#ffd8a8', '#b35900'],
  refusal: ['#ffc9c9', '#a61e1e'],
  outcome: ['#ffe8a1', '#8a6d00'],
  command: ['#c5dfff', '#1d5fa8'],
  reaction: ['#e6d9f7', '#6a3fa0'],
  service: ['#f1f3f5', '#495057'],
  external: ['#ffffff', '#868e96'],
  coordinator: ['#d3f2dc', '#22703a'],
};

const ARROW: Readonly<Record<EdgeKind, string>> = { solid: '-->', dotted: '-.->', thick: '==>' };

/** An empty flowchart; nodes and edges said twice are drawn once. */
export const flowchart = (direction: 'TD' | 'LR'): Flowchart => {
  const nodes = new Map<string, string>();
  const kinds = new Map<NodeKind, Set<string>>();
  const groups: string[] = [];
  const edges = new Set<string>();
  return {
    node: (id, kind, ...lines) => {
      if (nodes.has(id)) return;
      nodes.set(id, `${id}${SHAPE[kind][0]}${lines.map(label).join('<br/>')}${SHAPE[kind][1]}`);
      kinds.set(kind, new Set([...(kinds.get(kind) ?? []), id]));
    },
    edge: (from, to, kind, text) => {
      edges.add(`  ${from} ${ARROW[kind]}${text === undefined ? '' : `|"${label(text)}"|`} ${to}`);
    },
    group: (id, title, members) => {
      const inner = members.flatMap((member) => nodes.get(member) ?? []).map((node) => `    ${node}`);
      groups.push(`  subgraph ${id}["${label(title)}"]`, ...inner, '  end');
      for (const member of members) nodes.set(member, '');
    },
    print: () =>
      [
        `flowchart ${direction}`,
        ...groups,
        ...[...nodes.values()].filter((node) => node !== '').map((node) => `  ${node}`),
        ...edges,
        ...[...kinds].flatMap(([kind, ids]) => [
          `  classDef ${kind} fill:${COLOUR[kind][0]},stroke:${COLOUR[kind][1]},color:#1a1a1a`,
          `  class ${[...ids].join(',')} ${kind}`,
        ]),
        '',
      ].join('\n'),
  };
};
