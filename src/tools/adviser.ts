import type { Conversation } from '../conversation.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { Advised, ToolContext } from './tool.ts';

/** Whether a language model was asked as well, for whoever reads the answer. */
export type AdviserNote = Readonly<{
  used: boolean;
  /** Which model, or why none. */
  note: string;
}>;

type Asked = Awaited<ReturnType<typeof import('../advise/index.ts')['advise']>>;
type Used = Extract<Asked, { used: true }>;

export const OFF: AdviserNote = { used: false, note: 'off' };

/** Asks the adviser when the call or the server wants it; a failing one is a note, never a failing tool. */
export const askAdviser = async (
  wanted: boolean | undefined,
  conversation: Conversation,
  { knowledge, adviser, signal }: ToolContext,
): Promise<Readonly<{ note: AdviserNote; advice: Used | null }>> => {
  if (conversation.length === 0 || !isWanted(wanted, adviser)) return { note: OFF, advice: null };
  if (adviser === undefined || adviser.options === null) {
    return { note: { used: false, note: 'off, for there is no OPENAI_API_KEY' }, advice: null };
  }
  const { advise } = await import('../advise/index.ts');
  const instructions = await instructionsOf(knowledge);
  const request = { conversation, instructions, table: knowledge.decision(), options: adviser.options };
  const advice = await advise(signal === undefined ? request : { ...request, signal });
  if (!advice.used) return { note: { used: false, note: `not used: ${advice.reason}` }, advice: null };
  const dropped = advice.dropped === 0 ? '' : `, ${advice.dropped} facts without a true quotation dropped`;
  return { note: { used: true, note: `${advice.model}${dropped}` }, advice };
};

const isWanted = (wanted: boolean | undefined, adviser: Advised | undefined): boolean =>
  wanted ?? adviser?.always ?? false;

const instructionsOf = async (knowledge: Knowledge): Promise<string> => {
  const { render } = await import('../render/index.ts');
  return render(knowledge.prompts(), 'adviser', { facts: knowledge.decision().facts });
};
