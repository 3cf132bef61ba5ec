import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adviserOptions } from '../advise/index.ts';
import type { UserError } from '../errors.ts';
import { parseCommand } from './arguments.ts';
import { helpText } from './help.ts';
import { openKnowledge, packageFolder } from './open-knowledge.ts';
import { refusalText } from './refusal.ts';
import { runCommand } from './run.ts';

type Host = Pick<NodeJS.Process, 'argv' | 'env' | 'stdin' | 'stdout' | 'stderr' | 'once' | 'exit'>;

/** Does what the command line says and returns the exit code; undefined while a server goes on running. */
export const main = async (host: Host): Promise<number | undefined> => {
  const refuse = (errors: readonly UserError[]): number => {
    host.stderr.write(`${refusalText(errors)}\n`);
    return 2;
  };
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8'));
  const command = parseCommand(host.argv.slice(2), host.stdin.isTTY === true);
  if (!command.ok) return refuse(command.errors);
  if (command.value.kind === 'help') return say(host, helpText(version, command.value.command));
  if (command.value.kind === 'version') return say(host, `${version}\n`);
  const opened = openKnowledge(command.value.knowledge);
  if (!opened.ok) return refuse(opened.errors);
  const options = adviserOptions(host.env);
  if (!options.ok) return refuse(options.errors);
  const adviser = { options: options.value, always: command.value.adviser };
  const context = { knowledge: opened.value, adviser };
  if (command.value.kind === 'document') {
    const { runDocument } = await import('./documents/run-document.ts');
    return runDocument(command.value.run, context, host);
  }
  if (command.value.kind === 'run') return runCommand(command.value, context, host);
  const { serve } = await import('../stdio.ts');
  serve({ name: 'eda', version, instructions: context.knowledge.prompts().instructions ?? '' }, context, host);
  return undefined;
};

const say = (host: Host, text: string): number => {
  host.stdout.write(text);
  return 0;
};
