import type { Tool } from '../tools/tool.ts';

/** A command of `eda`: which tool it calls and which of the tool's fields takes the text that is given; null: none. */
export type Command = Readonly<{ name: string; tool: string; takes: string | null; summary: string }>;

/** The commands, in the order help lists them. Every field of a tool is also an option of its command. */
export const COMMANDS: readonly Command[] = [
  { name: 'guide', tool: 'give_guidance', takes: 'text', summary: 'structured guidance for a distributed process' },
  {
    name: 'detect',
    tool: 'detect_process',
    takes: 'text',
    summary: 'is this conversation about one? which trigger, why',
  },
  {
    name: 'recommend',
    tool: 'recommend_pattern',
    takes: 'text',
    summary: 'saga, process manager, choreography or local',
  },
  { name: 'review', tool: 'review_design', takes: 'document', summary: 'a design against the checklist' },
  {
    name: 'check',
    tool: 'check_process',
    takes: 'document',
    summary: 'every crash, duplicate, reorder, refusal and timeout',
  },
  { name: 'draw', tool: 'draw_process', takes: 'document', summary: 'diagrams of a process document' },
  { name: 'explain', tool: 'explain_process', takes: 'document', summary: 'the rules a process document stands for' },
  { name: 'schema', tool: 'process_schema', takes: null, summary: 'JSON Schema of the process document, for editors' },
  { name: 'search', tool: 'search_knowledge', takes: 'query', summary: 'the compiled knowledge' },
];

/** The tool of a command. */
export const toolOf = (tools: readonly Tool[], command: Command): Tool | undefined =>
  tools.find((tool) => tool.name === command.tool);

/** Words that name tools, as they are said to a model, for a person at a terminal. */
export const asCommands = (words: string): string =>
  COMMANDS.reduce((text, { tool, name }) => text.replaceAll(tool, `eda ${name}`), words).replaceAll(
    /(?:with )?detail:? "full"/g,
    '--detail full',
  );
