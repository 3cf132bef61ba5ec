import type { Answer } from '../knowledge/decision-schema.ts';
import type { FactKinds } from '../knowledge/fact-lexicon-schema.ts';
import type { Evidence } from './cues.ts';
import type { Said } from './features.ts';

/** Support from which a phrase may bear an answer, and from which it does. */
const HINT = 0.3;
const BEARS = 0.6;

/** `core`: the sentences that bear the answer; `rest`: those that bear none. Empty where they would teach nothing. */
export const partsOf = (
  said: readonly Said[],
  evidence: readonly Evidence[],
  kinds: FactKinds,
  answer: Answer | null,
): Readonly<Record<'core' | 'rest', readonly Said[]>> => {
  if (answer === null) return { core: [], rest: [] };
  const own = kinds.find(({ kind }) => kind === answer)?.typical ?? [];
  const any = kinds.flatMap(({ typical }) => typical);
  const bears = ({ fact, value, weight }: Evidence) => own.includes(fact) && value !== false && weight >= BEARS;
  const hints = ({ fact, weight }: Evidence) => any.includes(fact) && weight >= HINT;
  const core = said.filter((one) => evidence.some((other) => isIn(other, one) && bears(other)));
  const rest = said.filter((one) => !evidence.some((other) => isIn(other, one) && hints(other)));
  const told = rest.length < said.length && rest.some(({ sentence }) => !sentence.asks);
  return { core: core.length < said.length ? core : [], rest: told ? rest : [] };
};

const isIn = ({ sentence: one }: Evidence, { sentence: other }: Said): boolean =>
  one.message === other.message && one.start === other.start;
