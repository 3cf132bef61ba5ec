import './standard-output.ts';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServer, type ServerIdentity } from './server.ts';
import type { ToolContext } from './tools/tool.ts';
import { type TooLong, wholeLines } from './whole-lines.ts';

/** The process the server lives in. */
type Host = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'once' | 'exit'>;

/** Ten times what any tool reads. The transport ends the connection beyond it, so longer messages never get there. */
const MOST_BYTES = 10_000_000;

/** Serves MCP on standard input and output until input ends or the process is told to stop. */
export const serve = (identity: ServerIdentity, context: ToolContext, host: Host): void => {
  // Every answer that waits for a slow reader listens for errors; more than ten are no leak.
  host.stdout.setMaxListeners(0);
  const refuse = (line: TooLong): void => {
    const message = `a message of ${line.bytes} bytes was not read: at most ${MOST_BYTES} are. Send less, for instance only the part that matters.`;
    console.error(message);
    const id = requestId(line);
    if (id === undefined) return;
    void transport.send({ jsonrpc: '2.0', id, error: { code: INVALID_REQUEST, message } }).catch(() => {});
  };
  const lines = host.stdin.pipe(wholeLines(MOST_BYTES, refuse));
  const transport = new StdioServerTransport(lines, host.stdout, { maxBufferSize: MOST_BYTES });
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

const INVALID_REQUEST = -32600;

/**
 * The id of a request of which only the ends are known; undefined where it is none or cannot be told for sure. Clients
 * write what is short before `params` or after it, where only the message itself can end.
 */
const requestId = ({ head, tail }: TooLong): string | number | undefined => {
  const [first = ''] = /^\s*\{(?:\s*"(?:jsonrpc|method|id)"\s*:\s*(?:"[^"\\]*"|\d+)\s*,)+/.exec(head) ?? [];
  const [last = ''] = /,(?:\s*"(?:jsonrpc|id)"\s*:\s*(?:"[^"\\]*"|\d+)\s*,?)+\}\s*$/.exec(tail) ?? [];
  if (!first.includes('"method"')) return undefined;
  const id = /"id"\s*:\s*("[^"\\]*"|\d+)/.exec(first + last)?.[1];
  return id === undefined ? undefined : JSON.parse(id);
};
