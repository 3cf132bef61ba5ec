import * as z from 'zod/v4';
import { fail, type Result } from '../errors.ts';
import type { ParsedProcess } from '../process/parse.ts';
import type { ToolContext } from './tool.ts';

/** The process document of a call, shared by every tool that reads one. */
export const documentField = z.string().optional().describe('A process document, YAML or JSON.');

/** Parses the document of a call; a missing one says where to get one. */
export const documentOf = async (
  tool: string,
  text: string | undefined,
  context: ToolContext,
): Promise<Result<ParsedProcess>> => {
  if (text === undefined) {
    return fail({
      at: 'document',
      problem: 'document: there is none',
      allowed: 'a process document (YAML or JSON)',
      next: `Call give_guidance with detail "full" to get a draft, then ${tool} with it.`,
    });
  }
  return parsedDocument(text, context);
};

/** Parses a document; its mistakes carry their `name:line:column`. */
export const parsedDocument = async (text: string, { documentName }: ToolContext): Promise<Result<ParsedProcess>> => {
  const { parseProcess } = await import('../process/parse.ts');
  return parseProcess(text, documentName ?? 'document');
};
