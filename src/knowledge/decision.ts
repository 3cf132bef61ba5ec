import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../errors.ts';
import { type DecisionTable, decisionTableSchema } from './decision-schema.ts';
import {
  type FactLanguage,
  type FactLexicon,
  factKindsSchema,
  languageSchema,
  leaningsSchema,
} from './fact-lexicon-schema.ts';
import { type Terms, termsSchema } from './terms-schema.ts';
import { readYaml } from './yaml-file.ts';

/** Reads `decision-table.yaml` of the knowledge folder `root`; errors name file and line. */
export const loadDecisionTable = (root: string): Result<DecisionTable> =>
  readYaml(root, 'decision-table.yaml', decisionTableSchema);

/** Reads `loadFactWords` and the learned leanings of the knowledge folder `root`. */
export const loadFactLexicon = (root: string): Result<FactLexicon> => {
  const words = loadFactWords(root);
  const leanings = readYaml(root, 'facts/leanings.json', leaningsSchema);
  if (words.ok && leanings.ok) return ok({ ...words.value, leanings: leanings.value });
  return fail(...[words, leanings].flatMap((part) => (part.ok ? [] : part.errors)));
};

/** Every `facts/<language>.yaml`, the frameworks' names and `fact-kinds.yaml`: the lexicon without what is learned by means of it. */
export const loadFactWords = (root: string): Result<Omit<FactLexicon, 'leanings'>> => {
  const folder = join(root, 'facts');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];
  const languages = files.sort().map((file) => readYaml(root, `facts/${file}`, languageSchema));
  const terms = readYaml(root, 'terms.yaml', termsSchema);
  const kinds = readYaml(root, 'fact-kinds.yaml', factKindsSchema);
  const errors = [...languages, terms, kinds].flatMap((part) => (part.ok ? [] : part.errors));
  if (errors.length > 0 || !terms.ok || !kinds.ok) return fail(...errors);
  const read = languages.flatMap((language) => (language.ok ? [language.value] : []));
  return ok({ languages: [...read, namesIn(terms.value)], kinds: kinds.value });
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
