import {
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  inputResponse,
  type McpRequestContext,
  McpServer,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Result } from './errors.ts';
import { isRecord } from './record.ts';
import { advertisedInput, advertisedOutput } from './tools/advertised.ts';
import { TOOLS } from './tools/index.ts';
import { errorText } from './tools/misuse.ts';
import type { Answer, Tool, ToolContext } from './tools/tool.ts';

export type ServerIdentity = Readonly<{ name: string; version: string; instructions: string }>;

const READ_ONLY = { readOnlyHint: true, destructiveHint: false, idempotentHint: true };

/** A server over all tools, for one connection of either protocol era. */
export const createServer = (
  { name, version, instructions }: ServerIdentity,
  context: ToolContext,
  { era }: Pick<McpRequestContext, 'era'>,
): McpServer => {
  const server = new McpServer(
    { name, version },
    { instructions, cacheHints: { 'tools/list': { ttlMs: 3_600_000, cacheScope: 'public' } } },
  );
  const canAsk = (call: ServerContext) => {
    const envelope: unknown = call.mcpReq.envelope;
    const modern = isRecord(envelope) ? envelope[CLIENT_CAPABILITIES_META_KEY] : undefined;
    const capabilities: unknown = era === 'modern' ? modern : server.server.getClientCapabilities();
    return isRecord(capabilities) && capabilities.elicitation !== undefined;
  };
  const advised = context.adviser !== undefined && context.adviser.options !== null;
  for (const tool of TOOLS) {
    const { title, description } = tool;
    const schemas = { inputSchema: advertisedInput(tool.input, advised), outputSchema: advertisedOutput(tool.output) };
    server.registerTool(
      tool.name,
      {
        title,
        description,
        ...schemas,
        annotations: { ...READ_ONLY, openWorldHint: advised && 'adviser' in tool.input.shape },
      },
      (args, call) =>
        answer(tool, args, { ...context, signal: call.mcpReq.signal, ...progressOf(call) }, call, canAsk(call)),
    );
  }
  return server;
};

const FORM = 'facts';

const answer = async (tool: Tool, args: unknown, context: ToolContext, call: ServerContext, canAsk: boolean) => {
  try {
    const response = inputResponse(call.mcpReq.inputResponses, FORM);
    const filled = response.kind === 'elicit' && isRecord(args) ? tool.accept(args, response.content ?? {}) : args;
    const result = await tool.call(filled, context);
    const form = result.ok && canAsk && response.kind === 'missing' ? result.value.form : undefined;
    if (form !== undefined) {
      const request = inputRequired.elicit({ message: form.message, requestedSchema: form.fields });
      return inputRequired({ inputRequests: { [FORM]: request } });
    }
    return toolResult(result);
  } catch (error) {
    // A bug, unless the client gave up: its message may hold paths or text of the user, so only stderr gets it.
    if (context.signal?.aborted !== true) console.error(error);
    return toolResult({ ok: false, errors: [INTERNAL] });
  }
};

/** Progress goes to a client that asked for it with a token. */
const progressOf = ({ mcpReq }: ServerContext): Pick<ToolContext, 'onProgress'> => {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return {};
  // How much there is to do is not known: the count only says that there is something new.
  let progress = 0;
  return {
    onProgress: (message) => {
      progress += 1;
      // A client that is gone misses nothing.
      void mcpReq
        .notify({ method: 'notifications/progress', params: { progressToken, progress, message } })
        .catch(() => {});
    },
  };
};

const INTERNAL = {
  problem: 'internal failure; nothing was changed',
  allowed: 'the same call',
  next: 'Report it with the server’s stderr; go on without this answer.',
};

const toolResult = (result: Result<Answer>) =>
  result.ok
    ? { content: [{ type: 'text' as const, text: result.value.text }], structuredContent: { ...result.value.data } }
    : { isError: true, content: [{ type: 'text' as const, text: errorText(result.errors) }] };
