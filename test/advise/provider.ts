import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider does with one request; the last one is repeated. */
export type Behaviour = (response: ServerResponse, body: string, request: IncomingMessage) => void;

/** A provider on loopback that speaks the wire protocol of chat completions: one behaviour per request, in turn. */
export const startProvider = async (...behaviours: readonly Behaviour[]) => {
  const requests: Readonly<{ at: number; body: string; authorization: string }>[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString('utf8');
      requests.push({ at: performance.now(), body, authorization: request.headers.authorization ?? '' });
      const behaviour = behaviours[Math.min(requests.length, behaviours.length) - 1];
      behaviour?.(response, body, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = portOf(server.address());
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

const portOf = (address: string | AddressInfo | null): AddressInfo => {
  if (address === null || typeof address === 'string') throw new Error('the provider has no port');
  return address;
};

const chunk = (delta: Readonly<Record<string, unknown>>, finish_reason: string | null = null): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'test',
    choices: [{ index: 0, delta, finish_reason }],
  })}\n\n`;

const stream = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(chunk({ role: 'assistant', content: '' }));
};

/** Streams a text in pieces of seven characters. */
export const says =
  (text: string, end = 'stop'): Behaviour =>
  (response) => {
    stream(response);
    for (let at = 0; at < text.length; at += 7) response.write(chunk({ content: text.slice(at, at + 7) }));
    response.end(`${chunk({}, end)}data: [DONE]\n\n`);
  };

/** Streams a refusal, as the protocol has it. */
export const refuses: Behaviour = (response) => {
  stream(response);
  response.end(`${chunk({ refusal: 'I cannot help with that.' })}${chunk({}, 'stop')}data: [DONE]\n\n`);
};

/** Streams the beginning of an answer and then cuts the connection. */
export const breaksOff: Behaviour = (response) => {
  stream(response);
  response.write(chunk({ content: '{"facts": [' }), () => setTimeout(() => response.destroy(), 20));
};

/** Ends the stream politely before the answer is finished. */
export const stopsEarly: Behaviour = (response) => {
  stream(response);
  response.end(chunk({ content: '{"facts": [' }));
};

/** Accepts the request and never answers. */
export const hangs: Behaviour = () => undefined;

/** Sends the beginning of an answer and then nothing more. */
export const stalls: Behaviour = (response) => {
  stream(response);
  response.write(chunk({ content: '{"facts": [' }));
};

/** Closes the socket before it says anything. */
export const hangsUp: Behaviour = (_, __, request) => {
  request.socket.destroy();
};

/** Answers with an HTTP error whose message repeats the request, as careless providers do. */
export const errs =
  (status: number, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (response, body) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(
      JSON.stringify({ error: { message: `cannot serve ${body}`, type: 'error', code: null, param: null } }),
    );
  };
