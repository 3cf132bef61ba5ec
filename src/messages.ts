import type { Readable } from 'node:stream';
import { parseJSONRPCMessage } from '@modelcontextprotocol/server';
import { isRecord } from './record.ts';
import { type TooLong, wholeLines } from './whole-lines.ts';

/** The longest message that is read: ten times what any tool takes. */
export const MOST_BYTES = 10_000_000;

/** Why a message was not read. Without an id nobody waits for an answer, or it is not known who. */
export type Refusal = Readonly<{ id: string | number | undefined; code: number; message: string }>;

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;

/**
 * The lines of a stream that are messages. The transport of the SDK ends the connection where one is too long, and drops
 * what is none of the protocol's without a word, so that its client waits for ever: neither gets there.
 */
export const messagesIn = (input: Readable, refuse: (refusal: Refusal) => void): Readable => {
  const onTooLong = (line: TooLong): void =>
    refuse({
      id: idWithin(line),
      code: INVALID_REQUEST,
      message: `a message of ${line.bytes} bytes was not read: at most ${MOST_BYTES} are. Send only the part that matters.`,
    });
  const accepts = (line: Buffer): boolean => {
    const refusal = refusalOf(line.toString());
    if (refusal !== null && refusal !== 'blank') refuse(refusal);
    return refusal === null;
  };
  return input.pipe(wholeLines({ mostBytes: MOST_BYTES, onTooLong, accepts }));
};

const refusalOf = (line: string): Refusal | 'blank' | null => {
  if (line.trim() === '') return 'blank';
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { id: undefined, code: PARSE_ERROR, message: 'a line was not read: it is no JSON.' };
  }
  try {
    parseJSONRPCMessage(json);
    return null;
  } catch {
    const message = 'a message was not read: its jsonrpc, id, method, params or _meta is not as the protocol has it.';
    return { id: idOf(json), code: INVALID_REQUEST, message };
  }
};

const idOf = (json: unknown): string | number | undefined => {
  if (!isRecord(json) || typeof json.method !== 'string') return undefined;
  return typeof json.id === 'string' || typeof json.id === 'number' ? json.id : undefined;
};

/**
 * The id of a request of which only the ends are known; undefined where it is none or cannot be told for sure. Clients
 * write what is short before `params` or after it, where only the message itself can end.
 */
const idWithin = ({ head, tail }: TooLong): string | number | undefined => {
  const [first = ''] = /^\s*\{(?:\s*"(?:jsonrpc|method|id)"\s*:\s*(?:"[^"\\]*"|\d+)\s*,)+/.exec(head) ?? [];
  const [last = ''] = /,(?:\s*"(?:jsonrpc|id)"\s*:\s*(?:"[^"\\]*"|\d+)\s*,?)+\}\s*$/.exec(tail) ?? [];
  if (!first.includes('"method"')) return undefined;
  const id = /"id"\s*:\s*("[^"\\]*"|\d+)/.exec(first + last)?.[1];
  return id === undefined ? undefined : JSON.parse(id);
};
