import type { Conversation } from '../../conversation.ts';
import type { Knowledge } from '../../knowledge/index.ts';
import type { ParsedProcess } from '../../process/parse.ts';
import type { Process } from '../../process/schema.ts';
import type { Sketch } from '../../sketch/index.ts';
import type { Recommendation } from '../recommendation.ts';

export type Names = Readonly<{ steps: readonly string[]; services: readonly string[]; events: readonly string[] }>;

/** What the guidance is about: a document that was given, a draft of what could be read, or nothing yet. */
export type Design =
  | Readonly<{ kind: 'given'; process: Process; parsed: ParsedProcess }>
  | Readonly<{ kind: 'draft'; process: Process; sketch: Sketch }>
  | Readonly<{ kind: 'none' }>;

/** Drafts a design from names and conversation, unless one is given or none is needed. */
export const designFor = async (
  parsed: ParsedProcess | undefined,
  names: Names,
  conversation: Conversation,
  { provisional }: Recommendation,
  knowledge: Knowledge,
): Promise<Design> => {
  if (parsed !== undefined) return { kind: 'given', process: parsed.process, parsed };
  if (provisional === 'local_transaction') return { kind: 'none' };
  const { sketch, draft } = await import('../../sketch/index.ts');
  const sketched = sketch(conversation, names, knowledge.sketch());
  // One verb alone is the telling of a mishap ("charged twice"), not of a process.
  if (sketched.steps.length < 2 && names.steps.length === 0) return { kind: 'none' };
  return { kind: 'draft', process: draft(sketched, provisional), sketch: sketched };
};
