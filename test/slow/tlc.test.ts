import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/check/compile.ts';
import { generate } from '../../src/check/generate.ts';
import { formalOf, storyFrom } from '../../src/check/index.ts';
import { noReductions } from '../../src/check/program.ts';
import { search } from '../../src/check/search.ts';
import { lower } from '../../src/process/lower/index.ts';
import type { NormalisedProcess } from '../../src/process/normalised.ts';
import { alwaysCompletes } from '../check/completes.ts';
import { catalogueIds, catalogueText, processFrom } from '../check/documents.ts';
import { livelocks } from '../check/livelocks.ts';

/** The class path of TLC. It is not ours to bring along; without it these tests are left out. */
const classPath = process.env.TLA2TOOLS;

const most = 20_000;
const patience = 600_000;

const designs = [...catalogueIds.map((id) => [id, catalogueText(id)] as const), ...Object.entries(livelocks)]
  .map(([id, text]) => {
    const document = processFrom(text);
    const { program } = compile(lower(document), noReductions);
    const { states } = search(program, generate(program), false, { states: most + 1, bytes: 1e9 });
    return { id, document, program, states: states.count() };
  })
  .filter(({ states }) => states <= most);

/** What TLC prints of one of the exported modules. */
const tlc = (document: NormalisedProcess, isLive: boolean, configuration?: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tlc-'));
  const files = formalOf(document, 'tla');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const module = Object.keys(files)[isLive ? 2 : 0]?.replace('.tla', '') ?? '';
  if (configuration !== undefined) writeFileSync(join(folder, `${module}.cfg`), configuration);
  const options = ['-cp', classPath ?? '', 'tlc2.TLC', '-workers', '1'];
  return spawnSync('java', [...options, module], { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 }).stdout;
};

describe.skipIf(classPath === undefined)('TLC', () => {
  it.each(designs)(
    'finds $states states of $id',
    ({ document, states }) => {
      const printed = tlc(document, false, 'SPECIFICATION Spec\nINVARIANT TypeOK\nCHECK_DEADLOCK FALSE\n');
      expect(Number(/(\d+) distinct states found, 0 states left/.exec(printed)?.[1])).toBe(states);
    },
    patience,
  );

  it.each(designs)(
    'says of $id that it completes where it always can',
    ({ document, program }) => {
      const printed = tlc(document, true);
      expect(/No error has been found/.test(printed)).toBe(alwaysCompletes(program));
      expect(storyFrom(document, printed) === null).toBe(alwaysCompletes(program));
    },
    patience,
  );
});
