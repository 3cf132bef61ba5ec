import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { compileKnowledge } from '../src/knowledge/index.ts';
import { licencesOf } from './licences.ts';

rmSync('dist', { recursive: true, force: true });
const { metafile } = await build({
  metafile: true,
  entryPoints: { cli: 'src/cli.ts', hook: 'src/hook.ts', 'check-worker': 'src/check-worker.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  keepNames: false,
  chunkNames: 'chunks/[name]-[hash]',
  banner: {
    js: "import{createRequire as edaCreateRequire}from'node:module';const require=edaCreateRequire(import.meta.url);",
  },
});
chmodSync('dist/cli.js', 0o755);
writeFileSync('dist/THIRD-PARTY-LICENCES.txt', licencesOf(metafile));

const compiled = compileKnowledge({ knowledge: 'knowledge', prompts: 'prompts' });
if (!compiled.ok) {
  for (const error of compiled.errors) console.error(error.problem);
  process.exit(1);
}
mkdirSync('dist/knowledge');
for (const [file, text] of Object.entries(compiled.value)) writeFileSync(`dist/knowledge/${file}`, text);
