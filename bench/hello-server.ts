import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod/v4';

/** The rival of the start-up benchmark: the least a server on the same SDK can be. */
serveStdio(() => {
  const server = new McpServer({ name: 'hello', version: '1.0.0' });
  const text = z.object({ text: z.string() });
  server.registerTool('echo', { description: 'Echoes.', inputSchema: text, outputSchema: text }, async (args) => ({
    content: [{ type: 'text', text: args.text }],
    structuredContent: args,
  }));
  return server;
});
