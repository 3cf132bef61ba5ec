import './standard-output.ts';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { MOST_BYTES, messagesIn, type Refusal } from './messages.ts';
import { createServer, type ServerIdentity } from './server.ts';
import type { ToolContext } from './tools/tool.ts';

/** The process the server lives in. */
type Host = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'once' | 'exit'>;

/** Serves MCP on standard input and output until input ends or the process is told to stop. */
export const serve = (identity: ServerIdentity, context: ToolContext, host: Host): void => {
  // Every answer that waits for a slow reader listens for errors; more than ten are no leak.
  host.stdout.setMaxListeners(0);
  const refuse = ({ id, code, message }: Refusal): void => {
    console.error(message);
    if (id !== undefined) void transport.send({ jsonrpc: '2.0', id, error: { code, message } }).catch(() => {});
  };
  const messages = messagesIn(host.stdin, refuse);
  const transport = new StdioServerTransport(messages, host.stdout, { maxBufferSize: MOST_BYTES });
  const handle = serveStdio((request) => createServer(identity, context, request), {
    transport,
    onerror: (error) => console.error(error),
  });
  const end = () => {
    // Work under way must not keep a process alive that nobody listens to.
    void handle.close().finally(() => host.exit(0));
    setTimeout(() => host.exit(0), 100).unref();
  };
  for (const event of ['end', 'close', 'error']) host.stdin.once(event, end);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) host.once(signal, end);
};
