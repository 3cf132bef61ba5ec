import type { Conversation } from '../conversation.ts';
import type { Detection } from '../detect/index.ts';
import { type AdviserNote, askAdviser, OFF } from './adviser.ts';
import type { ToolContext } from './tool.ts';

/** Scores between these are too near the line to be sure. */
const GREY = { from: 0.25, to: 0.75 };

/** In the grey zone, and only there, the adviser's quoted opinion decides; everywhere else the detector does. */
export const secondOpinion = async (
  wanted: boolean | undefined,
  conversation: Conversation,
  found: Detection,
  context: ToolContext,
): Promise<Detection & Readonly<{ adviser: AdviserNote }>> => {
  if (found.score < GREY.from || found.score > GREY.to) return { ...found, adviser: OFF };
  const { note, advice } = await askAdviser(wanted, conversation, context);
  const opinion = advice?.opinion ?? null;
  if (opinion === null || opinion.needsGuidance === found.detected) return { ...found, adviser: note };
  if (!opinion.needsGuidance)
    return { ...found, detected: false, triggers: [], evidence: [], offer: 'none', reason: 'no-need', adviser: note };
  const trigger = 'distributed_process_design' as const;
  const offer = found.offer === 'none' ? 'make' : found.offer;
  const evidence = [{ trigger, concept: 'adviser', ...opinion.span }];
  return { ...found, detected: true, triggers: [trigger], evidence, offer, reason: 'need', adviser: note };
};
