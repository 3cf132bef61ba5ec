import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../errors.ts';
import { type DecisionTable, decisionTableSchema } from './decision-schema.ts';
import { type FactLexicon, languageSchema } from './fact-lexicon-schema.ts';
import { readYaml } from './yaml-file.ts';

/** Reads `decision-table.yaml` of the knowledge folder `root`; errors name file and line. */
export const loadDecisionTable = (root: string): Result<DecisionTable> =>
  readYaml(root, 'decision-table.yaml', decisionTableSchema);

/** Reads every `facts/<language>.yaml` of the knowledge folder `root`, and the frameworks' names from `terms.yaml`. */
export const loadFactLexicon = (root: string): Result<FactLexicon> => {
  const folder = join(root, 'facts');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];
  const languages = files.sort().map((file) => readYaml(root, `facts/${file}`, languageSchema));
  const errors = languages.flatMap((language) => (language.ok ? [] : language.errors));
  if (errors.length > 0) return fail(...errors);
  return ok({ languages: languages.flatMap((language) => (language.ok ? [language.value] : [])) });
};
