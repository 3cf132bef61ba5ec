#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseCommand } from './command-line/arguments.ts';
import { helpText } from './command-line/help.ts';
import { openKnowledge } from './command-line/open-knowledge.ts';
import { runCommand } from './command-line/run.ts';
import { errorText } from './tools/misuse.ts';

const { version } = JSON.parse(readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8'));

const main = async (): Promise<number | undefined> => {
  const command = parseCommand(process.argv.slice(2), process.stdin.isTTY === true);
  if (!command.ok) return refuse(command.errors);
  if (command.value.kind === 'help') return say(helpText(version));
  if (command.value.kind === 'version') return say(`${version}\n`);
  const knowledge = openKnowledge(command.value.knowledge);
  if (!knowledge.ok) return refuse(knowledge.errors);
  if (command.value.kind === 'run') return runCommand(command.value, { knowledge: knowledge.value }, process);
  const { serve } = await import('./stdio.ts');
  const instructions = knowledge.value.prompts().instructions ?? '';
  serve({ name: 'eda', version, instructions }, { knowledge: knowledge.value }, process);
  return undefined;
};

const say = (text: string): number => {
  process.stdout.write(text);
  return 0;
};

const refuse = (errors: Parameters<typeof errorText>[0]): number => {
  process.stderr.write(`${errorText(errors)}\n`);
  return 2;
};

const code = await main();
if (code !== undefined) process.exitCode = code;
