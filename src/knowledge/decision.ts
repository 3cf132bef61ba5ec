import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../errors.ts';
import { type DecisionTable, decisionTableSchema } from './decision-schema.ts';
import { type FactLanguage, type FactLexicon, languageSchema, leaningsSchema } from './fact-lexicon-schema.ts';
import { type Terms, termsSchema } from './terms-schema.ts';
import { readYaml } from './yaml-file.ts';

/** Reads `decision-table.yaml` of the knowledge folder `root`; errors name file and line. */
export const loadDecisionTable = (root: string): Result<DecisionTable> =>
  readYaml(root, 'decision-table.yaml', decisionTableSchema);

/** Reads every `facts/<language>.yaml` of the knowledge folder `root`, the learned leanings, and the frameworks' names. */
export const loadFactLexicon = (root: string): Result<FactLexicon> => {
  const languages = loadFactLanguages(root);
  const leanings = readYaml(root, 'facts/leanings.json', leaningsSchema);
  if (languages.ok && leanings.ok) return ok({ languages: languages.value, leanings: leanings.value });
  return fail(...[languages, leanings].flatMap((part) => (part.ok ? [] : part.errors)));
};

/** The lexicon without what is learned by means of it. */
export const loadFactLanguages = (root: string): Result<FactLexicon['languages']> => {
  const folder = join(root, 'facts');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];
  const languages = files.sort().map((file) => readYaml(root, `facts/${file}`, languageSchema));
  const terms = readYaml(root, 'terms.yaml', termsSchema);
  const errors = [...languages, terms].flatMap((part) => (part.ok ? [] : part.errors));
  if (errors.length > 0 || !terms.ok) return fail(...errors);
  const read = languages.flatMap((language) => (language.ok ? [language.value] : []));
  return ok([...read, namesIn(terms.value)]);
};

const parts = ['deny', 'denyAfter', 'notDeny', 'turn', 'condition', 'hearsay', 'elsewhere', 'correction'];

/** Names of frameworks are the same in every language. */
const namesIn = ({ frameworks }: Terms): FactLanguage =>
  languageSchema.parse({
    language: 'any',
    marks: [],
    speakers: { user: [], adviser: [] },
    scope: Object.fromEntries([...parts, 'yes', 'no', 'asking'].map((part) => [part, []])),
    numbers: [],
    cues: frameworks.flatMap(({ id, aliases, proper_nouns }) => [
      ...nameCue(id, aliases, false),
      ...nameCue(id, proper_nouns, true),
    ]),
  });

const nameCue = (id: string, names: readonly string[], capital: boolean) => {
  const any = names.map((name) => name.toLowerCase());
  return names.length === 0 ? [] : [{ fact: 'framework', value: id, weight: 0.9, denied: 'nothing', capital, any }];
};
