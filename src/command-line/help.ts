import { COMMAND_LINE_TOOLS } from '../tools/index.ts';
import { asCommands, COMMANDS, type Command, toolOf } from './commands.ts';
import type { DocumentCommand } from './documents/document-command.ts';
import { DOCUMENT_COMMANDS } from './documents/index.ts';

/** What `eda help` prints: all there is, or one command with what its options take. */
export const helpText = (version: string, command: string | undefined): string => {
  const tool = COMMANDS.find(({ name }) => name === command);
  if (tool !== undefined) return toolHelp(tool);
  const document = DOCUMENT_COMMANDS.find(({ name }) => name === command);
  return document === undefined ? overview(version) : documentHelp(document);
};

const toolHelp = (command: Command): string => {
  const fields = Object.entries(toolOf(COMMAND_LINE_TOOLS, command)?.input.shape ?? {});
  return [
    `eda ${command.name}: ${command.summary}`,
    '',
    `Usage: eda ${command.name} ${command.takes === null ? '' : '[text | file | -] '}[options]`,
    '',
    ...fields
      .filter(([name]) => name !== command.takes)
      .map(([name, field]) => option(name, 'description' in field ? asCommands(String(field.description ?? '')) : '')),
    option('json', 'The structured answer.'),
    '',
  ].join('\n');
};

const documentHelp = ({ name, summary, option: own }: DocumentCommand): string =>
  [
    `eda ${name}: ${summary}`,
    '',
    `Usage: eda ${name} [file | -] [options]`,
    '',
    option(own, own === 'trace' ? 'The file with the trace.' : 'One of those above.'),
    option('out', 'A folder to write files to.'),
    option('force', 'Replaces files that are there.'),
    option('json', 'The structured answer.'),
    '',
  ].join('\n');

const option = (name: string, takes: string): string => `  --${name.padEnd(10)} ${takes}`.trimEnd();

const overview = (version: string): string =>
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
    'eda help COMMAND   what its options take',
    'Exit codes: 0 fine, 1 findings, 2 wrong usage or input',
    '',
    'Try: eda guide "When an order is placed we charge the card, reserve stock and book a courier."',
    '',
  ].join('\n');
