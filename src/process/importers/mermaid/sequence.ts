import { plain } from './lines.ts';

export type Party = Readonly<{ id: string; label: string; isActor: boolean }>;

/** An arrow: dashed ones answer or announce, solid ones ask. */
export type Arrow = Readonly<{ kind: 'arrow'; from: string; to: string; text: string; dashed: boolean }>;
export type Block = Readonly<{ kind: 'block'; word: string; branches: readonly Branch[] }>;
export type Branch = Readonly<{ title: string; items: readonly Item[] }>;
export type Item = Arrow | Block;

export type Diagram = Readonly<{ parties: ReadonlyMap<string, Party>; items: readonly Item[] }>;

type OpenBranch = { title: string; items: Item[] };
type OpenBlock = { word: string; branches: OpenBranch[] };

const ARROW =
  /^([^\s:<>-][^:<>]{0,199}?)\s*(<<-{1,2}>>|-{1,2}(?:>>|>|\)|x))\s*[+-]?\s*([^:]{1,200}?)\s*:\s*(.{0,500})$/;
const BLOCK = /^(loop|alt|opt|par|critical|break|rect)\b\s*(.{0,500})$/;
const DIVIDER = /^(?:else|and|option)\b\s*(.{0,500})$/;
const MAX_DEPTH = 32;

/** Reads the statements of a sequence diagram; notes, activations and styles are passed over. */
export const readSequence = (statements: readonly string[]): Diagram => {
  const parties = new Map<string, Party>();
  const open: OpenBlock[] = [{ word: '', branches: [{ title: '', items: [] }] }];
  const here = () => open.at(-1)?.branches.at(-1)?.items;
  for (const statement of statements) {
    const declared = /^(?:create\s+)?(participant|actor)\s+(\S{1,200})(?:\s+as\s+(.{1,300}))?$/.exec(statement);
    if (declared) {
      const [, word, id = '', label] = declared;
      parties.set(id, { id, label: label ?? id, isActor: word === 'actor' });
      continue;
    }
    if (/^(?:Note|activate|deactivate|autonumber|title|link|links|box|destroy|acc)\b/i.test(statement)) continue;
    const block = BLOCK.exec(statement);
    if (block && open.length <= MAX_DEPTH) {
      open.push({ word: block[1] ?? '', branches: [{ title: plain(block[2] ?? ''), items: [] }] });
      continue;
    }
    const divider = DIVIDER.exec(statement);
    if (divider && open.length > 1) {
      open.at(-1)?.branches.push({ title: plain(divider[1] ?? ''), items: [] });
      continue;
    }
    if (statement === 'end') {
      const closed = open.length > 1 ? open.pop() : undefined;
      if (closed) here()?.push({ kind: 'block', ...closed });
      continue;
    }
    const arrow = ARROW.exec(statement);
    if (!arrow) continue;
    const [, from = '', mark = '', to = '', text = ''] = arrow;
    for (const id of [from, to]) if (!parties.has(id)) parties.set(id, { id, label: id, isActor: false });
    here()?.push({ kind: 'arrow', from, to, text: plain(text), dashed: mark.includes('--') });
  }
  while (open.length > 1) {
    const closed = open.pop();
    if (closed) here()?.push({ kind: 'block', ...closed });
  }
  return { parties, items: open[0]?.branches[0]?.items ?? [] };
};

/** All arrows, in order. */
export const arrowsOf = (items: readonly Item[]): readonly Arrow[] =>
  items.flatMap((item) => (item.kind === 'arrow' ? [item] : item.branches.flatMap((branch) => arrowsOf(branch.items))));
