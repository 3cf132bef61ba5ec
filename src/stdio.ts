import './standard-output.ts';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServer, type ServerIdentity } from './server.ts';
import type { ToolContext } from './tools/tool.ts';

/** Serves MCP on standard input and output until input ends or the process is told to stop. */
export const serve = (identity: ServerIdentity, context: ToolContext, stop: (code: number) => void): void => {
  const handle = serveStdio((request) => createServer(identity, context, request), {
    onerror: (error) => console.error(error),
  });
  const end = () => {
    // Work under way must not keep a process alive that nobody listens to.
    void handle.close().finally(() => stop(0));
    setTimeout(() => stop(0), 100).unref();
  };
  process.stdin.once('end', end);
  process.stdin.once('close', end);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, end);
};
