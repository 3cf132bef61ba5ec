import { COMMANDS } from '../src/command-line/commands.ts';
import { TOOLS } from '../src/tools/index.ts';

const BETWEEN = /(<!-- tools -->\n)[\s\S]*?(<!-- \/tools -->)/;

/** The README with its table of tools made anew. */
export const withTools = (readme: string): string => {
  const rows = TOOLS.map((tool) => {
    const command = COMMANDS.find((each) => each.tool === tool.name);
    const use = command === undefined ? '' : `\`eda ${command.name}\``;
    return `| \`${tool.name}\` | ${use} | ${tool.description.split('. ')[0]?.replace(/\.$/, '')}. |`;
  });
  return readme.replace(BETWEEN, `$1| tool | command | what it does |\n|---|---|---|\n${rows.join('\n')}\n$2`);
};
