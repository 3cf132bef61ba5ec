import { searchKnowledge } from './search-knowledge.ts';
import type { Tool } from './tool.ts';

/** Every tool, in the order a client lists them. */
export const TOOLS: readonly Tool[] = [searchKnowledge];
