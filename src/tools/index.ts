import { checkProcess } from './check-process.ts';
import { detectProcess } from './detect-process.ts';
import { drawProcess } from './draw-process.ts';
import { explainProcess } from './explain-process.ts';
import { giveGuidance } from './give-guidance.ts';
import { processSchema } from './process-schema.ts';
import { recommendPattern } from './recommend-pattern.ts';
import { reviewDesign } from './review-design.ts';
import { searchKnowledge } from './search-knowledge.ts';
import type { Tool } from './tool.ts';

/** Every tool, in the order a client lists them. */
export const TOOLS: readonly Tool[] = [
  detectProcess,
  recommendPattern,
  giveGuidance,
  reviewDesign,
  checkProcess,
  drawProcess,
  searchKnowledge,
];

/** What the command line can call: every tool, and what only a terminal needs. */
export const COMMAND_LINE_TOOLS: readonly Tool[] = [...TOOLS, explainProcess, processSchema];
