import { readFileSync } from 'node:fs';
import { ok, type Result } from '../src/errors.ts';
import { type Derived, deriveKnowledge } from '../src/knowledge/derive.ts';
import { processJsonSchema } from '../src/process/json-schema.ts';
import { withTools } from './readme-tools.ts';
import { skillFiles } from './skill.ts';

/** Every derived file of the project, paths relative to its top; a new kind of derived file is added here. */
export const derivedFiles = (): Result<readonly Derived[]> => {
  const knowledge = deriveKnowledge('knowledge');
  if (!knowledge.ok) return knowledge;
  const skill = skillFiles();
  if (!skill.ok) return skill;
  return ok([
    ...skill.value,
    ...knowledge.value.map(({ path, text }) => ({ path: `knowledge/${path}`, text })),
    { path: 'knowledge/process.schema.json', text: `${JSON.stringify(processJsonSchema(), null, 2)}\n` },
    { path: 'README.md', text: withTools(readFileSync('README.md', 'utf8')) },
  ]);
};
