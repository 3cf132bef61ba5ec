import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result, type UserError } from '../errors.ts';
import { type DecisionTable, decisionTableSchema } from './decision-schema.ts';
import { type FactLanguage, type FactLexicon, languageSchema } from './fact-lexicon-schema.ts';
import { parseYaml } from './yaml-file.ts';

/** Reads `decision-table.yaml` of the knowledge folder `root`; errors name file and line. */
export const loadDecisionTable = (root: string): Result<DecisionTable> =>
  parseYaml(source(root, 'decision-table.yaml'), decisionTableSchema);

/** Reads every `facts/<language>.yaml` of the knowledge folder `root`, in the order of the names. */
export const loadFactLexicon = (root: string): Result<FactLexicon> => {
  const languages: FactLanguage[] = [];
  const errors: UserError[] = [];
  for (const name of readdirSync(join(root, 'facts'))
    .filter((file) => file.endsWith('.yaml'))
    .sort()) {
    const parsed = parseYaml(source(root, `facts/${name}`), languageSchema);
    if (parsed.ok) languages.push(parsed.value);
    else errors.push(...parsed.errors);
  }
  return errors.length > 0 ? fail(...errors) : ok({ languages });
};

const source = (root: string, file: string) => ({
  file: `knowledge/${file}`,
  text: readFileSync(join(root, file), 'utf8'),
});
