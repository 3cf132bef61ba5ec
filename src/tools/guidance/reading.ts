import type { Conversation } from '../../conversation.ts';
import type { Knowledge } from '../../knowledge/index.ts';
import type { Recommendation } from '../recommendation.ts';

/** Questions others asked that resemble a mishap from which no steps can be read. */
export const relatedPains = (conversation: Conversation, knowledge: Knowledge) => {
  const words = conversation.flatMap(({ role, content }) => (role === 'user' ? [content.slice(0, 1000)] : []));
  const ids = knowledge.search(words.join(' '), 8).flatMap(({ kind, id }) => (kind === 'pain' ? [id] : []));
  const pains = knowledge.entries().filter(({ kind, id }) => kind === 'pain' && ids.slice(0, 2).includes(id));
  return pains.map(({ id, question, summary }) => ({ id, question, summary }));
};

/** The knowledge entries that carry the details of the answer. */
export const reading = ({ provisional }: Recommendation, knowledge: Knowledge) => {
  const wanted = [provisional.replaceAll('_', '-'), ...ALWAYS];
  const entries = knowledge.entries().filter(({ kind, id }) => kind === 'pattern' && wanted.includes(id));
  return entries.map(({ id, title }) => ({ id, title }));
};

const ALWAYS = ['command-event-flow', 'compensation-strategies', 'outbox', 'idempotency'];
