import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result } from '../errors.ts';
import { type Knowledge, openCompiled, readKnowledge } from '../knowledge/index.ts';

/** The folder of the package this code runs from. */
export const packageFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
};

/**
 * The knowledge to work with: a root of the user's own (`--knowledge DIR`), what the build compiled, or, running from
 * sources, the folders themselves.
 */
export const openKnowledge = (root: string | undefined): Result<Knowledge> => {
  const top = packageFolder();
  const compiled = join(top, 'dist', 'knowledge');
  const built = fileURLToPath(import.meta.url).startsWith(join(top, 'dist'));
  if (root === undefined && built) return ok(openCompiled(compiled));
  if (root !== undefined && !existsSync(root)) {
    return fail({
      problem: `--knowledge: there is no folder "${root}"`,
      allowed: 'a folder laid out like knowledge/ of this package',
      next: `Copy ${join(top, 'knowledge')} and change the copy.`,
    });
  }
  return readKnowledge({ knowledge: root ?? join(top, 'knowledge'), prompts: join(top, 'prompts') });
};
