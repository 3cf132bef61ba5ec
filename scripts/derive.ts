import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { derivedFiles } from './derived-files.ts';

const derived = derivedFiles();
if (!derived.ok) {
  for (const error of derived.errors) console.error(error.problem);
  process.exit(1);
}
const stale = derived.value.filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
for (const { path, text } of stale) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
console.log(`${derived.value.length} derived files, ${stale.length} written`);
