import { recommendationView } from '../recommendation-view.ts';

const MOST_ITEMS = 4;

type Data = Readonly<{
  recommendation: Readonly<{ pattern: string; provisional: string }>;
  guide: Readonly<Record<string, unknown>> | null;
  openItems: readonly Readonly<{ id: string; text: string; question: string }>[];
  faults: unknown;
  full: boolean;
}>;

/** What the guidance template prints: a summary shows the first open items, the full answer all of them. */
export const guidanceView = <D extends Data>(data: D) => {
  const local = data.recommendation.provisional === 'local_transaction';
  return {
    ...recommendationView(data.recommendation),
    ...data,
    premises: data.guide?.assumed ?? [],
    drawn: data.full || data.faults !== null,
    local,
    shown: data.recommendation.provisional,
    guide: local ? null : data.guide,
    openItems: local ? [] : data.full ? data.openItems : data.openItems.slice(0, MOST_ITEMS),
  };
};
