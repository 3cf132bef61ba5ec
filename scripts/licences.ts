import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

const PACKAGE = /node_modules\/((?:@[^/]+\/)?[^/]+)\//g;

/** The licence texts of every package that the bundle holds code of, sorted by name. */
export const licencesOf = ({ inputs }: Metafile): string => {
  const folders = new Map<string, string>();
  for (const input of Object.keys(inputs)) {
    const last = [...input.matchAll(PACKAGE)].at(-1);
    if (last?.[1] !== undefined) folders.set(last[1], input.slice(0, last.index + last[0].length));
  }
  return [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, folder]) => notice(name, folder))
    .join('\n');
};

const notice = (name: string, folder: string): string => {
  const { version, license, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const source = typeof repository === 'string' ? repository : (repository?.url ?? '');
  const file = existsSync(folder) ? readdirSync(folder).find((each) => /^licen[cs]e/i.test(each)) : undefined;
  const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  return `=== ${name} ${version}, ${license}, source: ${source} ===\n${text}`;
};
