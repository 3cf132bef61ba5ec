import { readFileSync } from 'node:fs';
import type { Conversation, Message } from './conversation.ts';
import { type DetectionModel, detect } from './detect/index.ts';
import { readTail, readToEnd } from './read-bytes.ts';
import { isRecord } from './record.ts';

/** What an assistant's `UserPromptSubmit` hook is given, as far as it is read. */
type Event = Readonly<{ prompt: string; transcript: string | undefined }>;

/**
 * `eda hook`: reads the event from standard input and prints the context that makes the assistant offer guidance, when
 * the conversation needs it and no offer was made in it before. Otherwise, and whatever goes wrong, it prints nothing:
 * a hook must never stand in the way of a prompt.
 */
export function runHook(
  { stdout }: Readonly<{ stdout: { write: (text: string) => unknown } }>,
  readInput: () => string = () => readToEnd(0),
): void {
  try {
    const answer = answerHook(readInput());
    if (answer !== undefined) stdout.write(answer);
  } catch {
    // Silence is the answer.
  }
}

function answerHook(input: string): string | undefined {
  const { prompt, transcript } = parseEvent(input);
  const model = readModel();
  const past = transcript === undefined ? nothing : readTail(transcript, longestPast);
  // The context printed below is kept in the transcript too, so the phrase anywhere in it means: offered.
  if (past.includes(JSON.stringify(model.offer).slice(1, -1))) return undefined;
  const dialogue = dialogueIn(past.subarray(-longestDialogue).toString('utf8'));
  const { offer, evidence } = detect([...dialogue, user(bothEnds(prompt, longestPrompt))], model);
  if (offer !== 'make') return undefined;
  const context = readFileSync(new URL('../prompts/hook.md', import.meta.url), 'utf8')
    .replace('{{evidence}}', () => quotable(evidence[0]?.text ?? ''))
    .replace('{{offer}}', () => model.offer);
  const hookSpecificOutput = { hookEventName: 'UserPromptSubmit', additionalContext: context };
  return `${JSON.stringify({ hookSpecificOutput })}\n`;
}

/** What is quoted to the assistant may be pasted from anywhere: it must not leave its quotation marks nor hide anything. */
const quotable = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replaceAll(/["“”]/g, "'");

const longestPast = 16_000_000;
const longestDialogue = 200_000;
const longestPrompt = 200_000;
const mostMessages = 30;
const nothing = Buffer.alloc(0);

/** What is asked stands before or after what is pasted. */
const bothEnds = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit / 2)}\n${text.slice(-limit / 2)}`;

function parseEvent(input: string): Event {
  const event: Record<string, unknown> = JSON.parse(input.replace(/^\uFEFF/, ''));
  const { prompt, transcript_path: transcript } = event;
  return {
    prompt: typeof prompt === 'string' ? prompt : '',
    transcript: typeof transcript === 'string' && transcript !== '' ? transcript : undefined,
  };
}

/** The model was checked when it was built; checking it again would cost more than the answer. */
function readModel(): DetectionModel {
  return JSON.parse(readFileSync(new URL('../knowledge/detection/model.json', import.meta.url), 'utf8'));
}

/** What was said, without tool calls, their results, sub-agents and what the client itself put in. */
function dialogueIn(lines: string): Conversation {
  return lines
    .split('\n')
    .flatMap((line) => messageIn(line) ?? [])
    .slice(-mostMessages);
}

function messageIn(line: string): Message | undefined {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    return undefined; // The first line of a tail is cut in two.
  }
  if (!isRecord(entry) || entry.isMeta === true || entry.isSidechain === true || !isRecord(entry.message))
    return undefined;
  const { role, content } = entry.message;
  if (role !== 'user' && role !== 'assistant') return undefined;
  const text = typeof content === 'string' ? content : Array.isArray(content) ? content.map(textOf).join('\n') : '';
  return text.trim() === '' || text.startsWith('<') ? undefined : { role, content: text };
}

const textOf = (part: unknown): string =>
  isRecord(part) && part.type === 'text' && typeof part.text === 'string' ? part.text : '';

const user = (content: string): Message => ({ role: 'user', content });
