import './standard-output.ts';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServer, type ServerIdentity } from './server.ts';
import type { ToolContext } from './tools/tool.ts';

/** The process the server lives in. */
type Host = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'once' | 'exit'>;

/** Serves MCP on standard input and output until input ends or the process is told to stop. */
export const serve = (identity: ServerIdentity, context: ToolContext, host: Host): void => {
  // Every answer that waits for a slow reader listens for errors; more than ten are no leak.
  host.stdout.setMaxListeners(0);
  const handle = serveStdio((request) => createServer(identity, context, request), {
    onerror: (error) => console.error(error),
  });
  const end = () => {
    // Work under way must not keep a process alive that nobody listens to.
    void handle.close().finally(() => host.exit(0));
    setTimeout(() => host.exit(0), 100).unref();
  };
  host.stdin.once('end', end);
  host.stdin.once('close', end);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) host.once(signal, end);
};
