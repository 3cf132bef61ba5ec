import { Client as ModernClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as ModernTransport } from '@modelcontextprotocol/client/stdio';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';

/** What the tests need of a client of either era. */
export type AnyClient = Readonly<{
  listTools: () => Promise<{ tools: readonly { name: string; description?: string | undefined }[] }>;
  callTool: (call: { name: string; arguments: Record<string, unknown> }) => Promise<Record<string, unknown>>;
  getInstructions: () => string | undefined;
  close: () => Promise<void>;
}>;

/** Answers a form: fact by fact. */
export type FillForm = (fields: readonly string[]) => Record<string, boolean | number | string>;

const SERVER = { command: 'node', args: ['dist/cli.js', 'serve'], stderr: 'pipe' as const };
const IDENTITY = { name: 'test', version: '1.0.0' };

/** The maintenance SDK's client: protocol era 2025-11-25. */
export const oldClient = async (fill?: FillForm): Promise<AnyClient> => {
  const client = new Client(IDENTITY, { capabilities: fill === undefined ? {} : { elicitation: {} } });
  if (fill !== undefined) {
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => ({
      action: 'accept',
      content: fill('requestedSchema' in params ? Object.keys(params.requestedSchema.properties) : []),
    }));
  }
  await client.connect(new StdioClientTransport(SERVER));
  return client;
};

/** The successor's client, pinned to protocol revision 2026-07-28. */
export const newClient = async (fill?: FillForm): Promise<AnyClient> => {
  const client = new ModernClient(IDENTITY, {
    capabilities: fill === undefined ? {} : { elicitation: {} },
    versionNegotiation: { mode: { pin: '2026-07-28' } },
  });
  if (fill !== undefined) {
    client.setRequestHandler('elicitation/create', ({ params }) => ({
      action: 'accept' as const,
      content: fill('requestedSchema' in params ? Object.keys(params.requestedSchema.properties) : []),
    }));
  }
  await client.connect(new ModernTransport(SERVER));
  return client;
};
