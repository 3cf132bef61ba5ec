import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

/** Who may import what. A layer is a folder or a file of src; `types:` allows `import type` only. */
const ENGINES = ['detect', 'facts', 'decide', 'review', 'check', 'draw', 'sketch', 'guide'];
const LEAVES = ['errors', 'conversation', 'stated-fact', 'record', 'nearest', 'escape-xml', 'hash', 'packed-weights'];
const engine = ['process', 'types:knowledge', ...LEAVES];
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  conversation: [],
  record: [],
  nearest: [],
  hash: [],
  'packed-weights': [],
  'escape-xml': [],
  'stated-fact': ['types:conversation', 'types:knowledge'],
  process: [...LEAVES, 'npm:zod/v4', 'npm:yaml'],
  knowledge: [...LEAVES, 'npm:zod/v4', 'npm:yaml', 'npm:minisearch', 'node:fs', 'node:path', 'process'],
  render: ['npm:handlebars', 'types:knowledge'],
  detect: engine,
  facts: engine,
  decide: [...engine, 'types:facts'],
  review: engine,
  check: engine,
  draw: [...engine, 'npm:beautiful-mermaid'],
  sketch: engine,
  guide: [...engine, 'types:decide', 'types:sketch', 'types:facts', 'types:review', 'types:check'],
  advise: [
    'types:facts',
    'types:decide',
    'types:knowledge',
    ...LEAVES,
    'npm:openai',
    'npm:openai/helpers/zod',
    'npm:zod/v4',
  ],
  'check-worker': ['check', 'process', 'check-thread', 'turns', ...LEAVES, 'node:os', 'node:worker_threads'],
  'check-thread': ['check', 'types:process', 'node:worker_threads'],
  turns: [],
  tools: [
    ...ENGINES,
    'process',
    'advise',
    'check-worker',
    'render',
    'knowledge',
    ...LEAVES,
    'npm:zod/v4',
    'types:npm:@modelcontextprotocol/server',
    'node:worker_threads',
  ],
  server: ['tools', 'knowledge', ...LEAVES, 'npm:@modelcontextprotocol/server'],
  'standard-output': [],
  'whole-lines': ['node:stream'],
  messages: [...LEAVES, 'whole-lines', 'node:stream', 'npm:@modelcontextprotocol/server'],
  stdio: ['server', 'tools', 'standard-output', 'messages', 'npm:@modelcontextprotocol/server/stdio'],
  'command-line': [
    'stdio',
    'render',
    'advise',
    'tools',
    'knowledge',
    'draw',
    'process',
    'check',
    ...LEAVES,
    'node:fs',
    'node:path',
    'node:url',
    'node:util',
    'node:stream',
  ],
  hook: ['detect', 'read-bytes', 'types:knowledge', ...LEAVES, 'node:fs', 'node:path', 'node:url'],
  'read-bytes': ['node:fs'],
  cli: ['command-line', 'hook'],
};

/** Only these may touch the process they run in. */
const PROCESS_USERS = ['src/cli.ts', 'src/hook.ts'];

type Edge = Readonly<{ from: string; to: string; typeOnly: boolean }>;

describe('the dependency rule', () => {
  const edges = filesBelow('src').flatMap((file) => importsOf(file, readFileSync(file, 'utf8')));

  test('sees the code', () => {
    expect(edges.length).toBeGreaterThan(50);
  });

  test('holds', () => {
    expect(edges.filter((edge) => !isAllowed(edge)).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test.each([
    ['src/detect/index.ts', `import { readFileSync } from 'node:fs';`],
    ['src/detect/index.ts', `import { openCompiled } from '../knowledge/index.ts';`],
    ['src/decide/index.ts', `export * from '../render/index.ts';`],
    ['src/check/index.ts', `const x = await import('openai');`],
    ['src/render/index.ts', `import { decide } from '../decide/index.ts';`],
    ['src/tools/a.ts', `import { x } from '../check/search.ts';`],
    ['src/knowledge/a.ts', `import { x } from '../../test/a.ts';`],
  ])('rejects, in %s: %s', (file, code) => {
    expect(importsOf(file, code).filter((edge) => !isAllowed(edge))).toHaveLength(1);
  });

  test('engines read no clock, no randomness and no environment', () => {
    const impure =
      /\b(?:Date\.now|new Date\b|Math\.random|performance\.now|process\.(?:env|argv|cwd|exit|hrtime)|globalThis|fetch\()/;
    const files = filesBelow('src').filter((file) => ENGINES.includes(layerOf(file)) || layerOf(file) === 'process');
    expect(files.filter((file) => impure.test(codeOf(file)))).toEqual([]);
  });

  test('only the entries use process.*', () => {
    const users = filesBelow('src').filter((file) =>
      /\bprocess\.(?:argv|env|exit|stdin|stdout|stderr)\b/.test(codeOf(file)),
    );
    expect(users.filter((file) => !PROCESS_USERS.includes(file))).toEqual([]);
  });

  test('no layer is without a rule', () => {
    const layers = new Set(filesBelow('src').map(layerOf));
    expect([...layers].filter((layer) => !(layer in ALLOWED))).toEqual([]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : []))
    .sort();
}

/** The code without its comments: a word in a comment is no use. */
function codeOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  const { comments } = parseSync(file, text);
  return comments.reduceRight((code, { start, end }) => code.slice(0, start) + code.slice(end), text);
}

function importsOf(file: string, code: string): Edge[] {
  const { module } = parseSync(file, code);
  const statics = module.staticImports.map((each) => ({
    specifier: each.moduleRequest.value,
    typeOnly: each.entries.length > 0 && each.entries.every((entry) => entry.isType),
  }));
  const reExports = module.staticExports
    .flatMap((each) => each.entries)
    .filter((entry) => entry.moduleRequest)
    .map((entry) => ({ specifier: entry.moduleRequest?.value ?? '', typeOnly: entry.isType }));
  const dynamics = module.dynamicImports.map(({ moduleRequest }) => ({
    specifier: code.slice(moduleRequest.start, moduleRequest.end).replaceAll(/['"`]/g, ''),
    typeOnly: false,
  }));
  return [...statics, ...reExports, ...dynamics].map(({ specifier, typeOnly }) => ({
    from: file,
    to: specifier.startsWith('.') ? relative('.', join(dirname(file), specifier)) : specifier,
    typeOnly,
  }));
}

function layerOf(file: string): string {
  return relative('src', file).split('/')[0]?.replace(/\.ts$/, '') ?? '';
}

function isAllowed({ from, to, typeOnly }: Edge): boolean {
  const layer = layerOf(from);
  const target = to.startsWith('src/') ? layerOf(to) : to.startsWith('node:') ? to : `npm:${to}`;
  if (target === layer) return true;
  const sideDoor = ENGINES.includes(target) && !to.endsWith('/index.ts');
  if (sideDoor) return false;
  const allowed = ALLOWED[layer] ?? [];
  return allowed.includes(target) || (typeOnly && allowed.includes(`types:${target}`));
}
