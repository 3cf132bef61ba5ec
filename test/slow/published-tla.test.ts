import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formalOf } from '../../src/check/export/index.ts';
import { check } from '../../src/check/index.ts';
import { processFrom, words } from '../check/documents.ts';
import { tlaVerdict } from '../check/tla-checker.ts';

const folder = join(import.meta.dirname, '../check/published');
/** These have more states than the other checker looks at in a minute. */
const large = ['onboarding.yaml', 'joined-answers.yaml'];

describe('an independent TLA+ checker', () => {
  it.each(readdirSync(folder).filter((name) => !large.includes(name)))('says the same of %s', (name) => {
    const process = processFrom(readFileSync(join(folder, name), 'utf8'));
    const { verdict } = check(process, { words, explain: false });
    expect(tlaVerdict(formalOf(process, 'tla'), 5000).success).toBe(verdict === 'holds');
  });
});
