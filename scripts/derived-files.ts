import { ok, type Result } from '../src/errors.ts';
import { type Derived, deriveKnowledge } from '../src/knowledge/derive.ts';

/** Every derived file of the project, paths relative to its top; a new kind of derived file is added here. */
export const derivedFiles = (): Result<readonly Derived[]> => {
  const knowledge = deriveKnowledge('knowledge');
  if (!knowledge.ok) return knowledge;
  return ok(knowledge.value.map(({ path, text }) => ({ path: `knowledge/${path}`, text })));
};
