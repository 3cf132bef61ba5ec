import type { Conversation } from '../../conversation.ts';
import type { Knowledge } from '../../knowledge/index.ts';
import type { Review } from '../../review/index.ts';
import type { Design } from './design.ts';

export type OpenItem = Readonly<{ id: string; text: string; question: string }>;

/**
 * The checklist items that a design still has to settle, those that fail first. A draft of ours settles nothing: there the
 * user's own words are held against the checklist.
 */
export const openItems = async (
  design: Design,
  conversation: Conversation,
  knowledge: Knowledge,
): Promise<readonly OpenItem[]> => {
  const { review } = await import('../../review/index.ts');
  const words = { checklist: knowledge.checklist(), review: knowledge.review(), prose: knowledge.prose() };
  const prose = conversation.flatMap(({ role, content }) => (role === 'user' ? [content] : [])).join('\n');
  const reviewed = review(design.kind === 'given' ? { document: design.parsed } : { prose }, words);
  const questions = new Map(knowledge.checklist().groups.flatMap(({ items }) => items.map((item) => [item.id, item])));
  return reviewed.items
    .filter(({ id, verdict }) => verdict !== 'pass' && questions.get(id)?.addition !== true)
    .sort((a, b) => rank(a) - rank(b))
    .map(({ id, text, verdict, reasons }) => ({
      id,
      text,
      question: (verdict === 'fail' ? reasons[0]?.text : undefined) ?? questions.get(id)?.question ?? '',
    }));
};

const rank = ({ verdict }: Review['items'][number]): number => (verdict === 'fail' ? 0 : 1);
