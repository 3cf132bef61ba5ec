import { checkProcess } from './check-process.ts';
import { detectProcess } from './detect-process.ts';
import { drawProcess } from './draw-process.ts';
import { giveGuidance } from './give-guidance.ts';
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
