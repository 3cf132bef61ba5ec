import { COMMANDS } from '../src/command-line/commands.ts';
import { DOCUMENT_COMMANDS } from '../src/command-line/documents/index.ts';
import { TOOLS } from '../src/tools/index.ts';

/** The README with its tables of tools and commands made anew. */
export const withTools = (readme: string): string =>
  withTable(
    withTable(readme, 'tools', 'tool | command | what it does', toolRows()),
    'commands',
    'command | what it prints',
    commandRows(),
  );

const toolRows = (): readonly string[] =>
  TOOLS.map(({ name, description }) => {
    const command = COMMANDS.find(({ tool }) => tool === name);
    const use = command === undefined ? '' : `\`eda ${command.name}\``;
    return `\`${name}\` | ${use} | ${description.split('. ')[0]?.replace(/\.$/, '')}.`;
  });

/** What the command line has and no client lists. */
const commandRows = (): readonly string[] =>
  [...COMMANDS.filter(({ tool }) => !TOOLS.some(({ name }) => name === tool)), ...DOCUMENT_COMMANDS].map(
    ({ name, summary }) => `\`eda ${name}\` | ${summary}`,
  );

const withTable = (readme: string, mark: string, head: string, rows: readonly string[]): string => {
  const rule = head.replaceAll(/[^|]+/g, '---');
  const table = [`| ${head} |`, `|${rule}|`, ...rows.map((row) => `| ${row} |`)].join('\n');
  return readme.replace(
    new RegExp(`(<!-- ${mark} -->\n)[\\s\\S]*?(<!-- /${mark} -->)`),
    (_, before: string, after: string) => `${before}${table}\n${after}`,
  );
};
