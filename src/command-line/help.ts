import { COMMAND_LINE_TOOLS } from '../tools/index.ts';
import { COMMANDS, toolOf } from './commands.ts';
import { DOCUMENT_COMMANDS } from './documents/index.ts';

/** What `eda help` prints. */
export const helpText = (version: string): string =>
  [
    `eda ${version}: design business processes across services without distributed transactions`,
    '',
    'Usage: eda <command> [text | file | -] [options]     (no text: standard input)',
    '',
    ...COMMANDS.map((command) => {
      const fields = Object.keys(toolOf(COMMAND_LINE_TOOLS, command)?.input.shape ?? {}).filter(
        (name) => name !== command.takes,
      );
      return `  ${command.name.padEnd(11)}${command.summary}\n${' '.repeat(13)}${fields.map((f) => `[--${f}]`).join(' ')}`;
    }),
    ...DOCUMENT_COMMANDS.map(({ name, summary, option }) => `  ${name.padEnd(11)}${summary} [--${option}]`),
    `  ${'serve'.padEnd(11)}MCP server on standard input and output (also: eda in a pipe)`,
    `  ${'hook'.padEnd(11)}for Claude Code’s UserPromptSubmit: makes the assistant offer guidance, once`,
    '',
    'Options: --json     the structured answer',
    '         --jsonl    one JSON object per input line, one per output line',
    '         --knowledge DIR   a knowledge folder of your own',
    '         --adviser  ask a language model too (OPENAI_API_KEY; OPENAI_BASE_URL, EDA_ADVISER_MODEL)',
    '         --out DIR  (export, import, svg) write files there; --force replaces',
    'Exit codes: 0 fine, 1 findings, 2 wrong usage or input',
    '',
    'Try: eda guide "When an order is placed we charge the card, reserve stock and book a courier."',
    '',
  ].join('\n');
