import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXPORT_FORMATS } from '../../src/process/exporters/index.ts';
import { IMPORT_FORMATS } from '../../src/process/importers/index.ts';
import { eda } from './process.ts';

const FILE = 'knowledge/examples/order-fulfilment/process.yaml';

describe('commands over documents', () => {
  test('guide takes a document by argument and by option', async () => {
    const [given, option] = await Promise.all([eda(['guide', FILE]), eda(['guide', '--document', FILE])]);
    expect(given.stdout).toContain('**order-fulfilment** starts with');
    expect([option.stdout, option.code]).toEqual([given.stdout, 0]);
  });

  test.each([
    [['review', 'no-such.yaml'], 'there is no file "no-such.yaml"'],
    [['guide', '--document', 'no-such.yaml'], 'there is no file "no-such.yaml"'],
    [['export', 'no-such.yml', '--format', 'bpmn'], 'there is no file "no-such.yml"'],
    [['check', FILE, FILE], `there is no file "${FILE} ${FILE}"`],
    [['check', FILE, '--jsno'], "check: Unknown option '--jsno'"],
    [['import', 'README.md'], 'README.md has no sign of a format that can be imported'],
    [['export', FILE, '--format', 'bpmn', '--out', FILE], `--out ${FILE}: EEXIST`],
    [['search', 'saga', '--knowledge', 'no-such-folder'], 'there is no folder "no-such-folder"'],
  ])('%j is refused in one line', async (args, problem) => {
    const { stderr, stdout, code } = await eda(args);
    expect([stderr.split('\n')[0], stdout, code]).toEqual([expect.stringContaining(problem), '', 2]);
  });

  test.each([
    ['check', 'process: x\nsteps:\n  - { id: a, servcie: b }\n', ':3:14: unknown key "servcie"'],
    ['import', 'asyncapi: 3.0.0\ninfo: [\n', ':2:7: not valid YAML'],
  ])(
    '%s says where the mistake is, in the file as it was given or in the standard input',
    async (command, text, at) => {
      const folder = mkdtempSync(join(tmpdir(), 'eda-'));
      writeFileSync(join(folder, 'order.yaml'), text);
      const [file, piped] = await Promise.all([
        eda([command, 'order.yaml'], '', { cwd: folder }),
        eda([command, '-'], text),
      ]);
      expect(file.stderr).toContain(`order.yaml${at}`);
      expect(piped.stderr).toContain(`<stdin>${at}`);
      expect([file.code, piped.code]).toEqual([2, 2]);
    },
  );

  test.each(EXPORT_FORMATS)(
    'export --format %s prints it, and lists on stderr what the format cannot say',
    async (format) => {
      const { stdout, stderr, code } = await eda(['export', FILE, '--format', format, '--json']);
      const { files, lost } = JSON.parse(stdout);
      expect(Object.keys(files).length).toBeGreaterThan(0);
      for (const { path } of lost) expect(stderr).toContain(path);
      expect(code).toBe(0);
    },
  );

  test('--out writes all files or none, and overwrites nothing unless told to', async () => {
    const out = mkdtempSync(join(tmpdir(), 'eda-out-'));
    const first = await eda(['export', FILE, '--format', 'asyncapi', '--out', out]);
    expect(first.code).toBe(0);
    const [file = ''] = readdirSync(out);
    const second = await eda(['export', FILE, '--format', 'asyncapi', '--out', out]);
    expect(second.stderr).toMatch(/already there[\s\S]*--force/);
    expect(second.code).toBe(2);
    expect((await eda(['export', FILE, '--format', 'asyncapi', '--out', out, '--force'])).code).toBe(0);
    expect(existsSync(join(out, file))).toBe(true);
  });

  test('import finds out the format by itself and asks for what the source does not say', async () => {
    const bpmn = await eda(['export', FILE, '--format', 'bpmn']);
    const { stdout, code } = await eda(['import'], bpmn.stdout);
    expect(stdout).toMatch(/^process: order-fulfilment/);
    expect(stdout).toMatch(/# ask: .*retr/);
    expect(code).toBe(0);
  });

  test('svg draws, and an unknown view is refused with those there are', async () => {
    expect((await eda(['svg', FILE, '--view', 'state'])).stdout).toMatch(/^<svg[\s\S]*<\/svg>\s*$/);
    expect((await eda(['svg', FILE, '--view', 'cube'])).stderr).toMatch(/there is no such view[\s\S]*layers/);
  });

  test('help names every format', async () => {
    const { stdout } = await eda(['help']);
    for (const format of [...EXPORT_FORMATS, ...IMPORT_FORMATS]) expect(stdout).toContain(format);
  });

  test.each(['tla', 'promela'])('export --format %s writes a specification', async (format) => {
    const { stdout, code } = await eda(['export', FILE, '--format', format]);
    expect(stdout).toMatch(format === 'tla' ? /^-+ MODULE order_fulfilment/ : /proctype|init|active/);
    expect(code).toBe(0);
  });

  test('story-test tells what goes wrong as a failing test, and refuses where nothing does', async () => {
    const broken = readFileSync(FILE, 'utf8').replaceAll('outbox: true', 'outbox: false');
    expect((await eda(['story-test', '-', '--language', 'go'], broken)).stdout).toMatch(/^package[\s\S]*func Test/);
    expect((await eda(['story-test', '-'], broken)).stdout).toMatch(/test\('/);
    expect((await eda(['story-test', FILE])).stderr).toMatch(/the check says "holds"/);
  });

  test('story draws the trace of a model checker and says where it ends', async () => {
    const { stdout: model } = await eda(['export', FILE, '--format', 'promela']);
    // The first thing that can happen there, as SPIN prints it.
    const [first] = /printf\("(action \d+)/.exec(model)?.slice(1) ?? [];
    const trace = join(mkdtempSync(join(tmpdir(), 'eda-')), 'trail.txt');
    writeFileSync(trace, `      ${first}\nspin: trail ends after 1 steps\n`);
    const { stdout, code } = await eda(['story', FILE, '--trace', trace]);
    expect(stdout).toMatch(/^sequenceDiagram\n[\s\S]*OrderPlaced\n[\s\S]*starts the process\n/);
    expect(stdout).toContain('%% at the end sales coordinator: status running\n');
    expect(stdout).toContain('%% at the end on its way to billing: RequestPayment\n');
    expect(code).toBe(0);
    const { stdout: data } = await eda(['story', FILE, '--trace', trace, '--json']);
    expect(JSON.parse(data).steps).toHaveLength(1);
  });

  test('process explain and schema print what they promise', async () => {
    expect((await eda(['process', 'explain', FILE])).stdout).toContain('OrderPlaced');
    expect(JSON.parse((await eda(['schema'])).stdout).properties.steps).toBeDefined();
    expect(JSON.parse(readFileSync('knowledge/process.schema.json', 'utf8'))).toEqual(
      JSON.parse((await eda(['schema'])).stdout),
    );
  });
});
