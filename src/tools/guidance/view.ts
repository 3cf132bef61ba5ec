import { recommendationView } from '../recommendation-view.ts';

const MOST_ITEMS = 3;
const ITEMS_OF_LONG = 1;
const LONG = 6;
const MOST_PREMISES = 5;
const MOST_LINES = 4;
const MOST_UNDOS = 4;

type Data = Readonly<{
  recommendation: Readonly<{ pattern: string; provisional: string }>;
  guide:
    | (Readonly<Record<string, unknown>> &
        Readonly<{ assumed?: readonly string[]; undos?: readonly object[]; layers?: readonly object[] }>)
    | null;
  wiring: string;
  openItems: readonly Readonly<{ id: string; text: string; question: string }>[];
  faults: unknown;
  full: boolean;
}>;

/** What the guidance template prints: a summary shows the first open items, the full answer all of them. */
export const guidanceView = <D extends Data>(data: D) => {
  const local = data.recommendation.provisional === 'local_transaction';
  const premises = data.guide?.assumed ?? [];
  const long = !data.full && (data.guide?.layers?.length ?? 0) > LONG;
  return {
    ...recommendationView(data.recommendation),
    ...data,
    premises: data.full ? premises : firstOf(premises, MOST_PREMISES, (left) => `and ${left} more`),
    wiring: data.full
      ? data.wiring
      : firstOf(data.wiring.split('\n'), MOST_LINES, (left) => `// … ${left} more`).join('\n'),
    ...undosShown(data.guide?.undos ?? [], data.full),
    long,
    drawn: data.full || data.faults !== null,
    local,
    shown: data.recommendation.provisional,
    guide: local ? null : data.guide,
    openItems: local ? [] : data.full ? data.openItems : data.openItems.slice(0, long ? ITEMS_OF_LONG : MOST_ITEMS),
  };
};

/** The chains grow with each step; where they are many, the first and the whole one tell how the others go. */
const undosShown = (undos: readonly object[], full: boolean) => {
  const shown = full || undos.length <= MOST_UNDOS ? undos : [undos.slice(0, 2), undos.slice(-1)].flat();
  return { undos: shown, undosLeft: undos.length - shown.length };
};

const firstOf = (items: readonly string[], most: number, rest: (left: number) => string): readonly string[] =>
  items.length <= most + 1 ? items : [...items.slice(0, most), rest(items.length - most)];
