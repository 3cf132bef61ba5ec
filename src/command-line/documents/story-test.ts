import { check, storyTest } from '../../check/index.ts';
import { fail, ok } from '../../errors.ts';
import { normalise } from '../../process/normalise.ts';
import { parsedDocument } from '../../tools/document-input.ts';
import { choice, type DocumentWork } from './document-command.ts';

const LANGUAGES = ['typescript', 'go'] as const;

/** The simplest story of what goes wrong, as a failing test that a team can keep until the design is mended. */
export const storyAsTest: DocumentWork = async (text, { language }, context) => {
  const chosen = choice('language', LANGUAGES, language ?? 'typescript');
  if (!chosen.ok) return chosen;
  const parsed = await parsedDocument(text, context);
  if (!parsed.ok) return parsed;
  const words = context.knowledge.checker();
  const { verdict, findings } = check(normalise(parsed.value.process), { words, explain: false });
  const finding = findings.find(({ story }) => story !== null);
  const test = finding === undefined ? null : storyTest(finding, chosen.value, words);
  if (finding === undefined || test === null) {
    return fail({
      problem: `the check says "${verdict}": there is no story of something going wrong`,
      allowed: 'a document that the check finds a counterexample for',
      next: 'Run eda check to see what it says.',
    });
  }
  const file = chosen.value === 'go' ? 'story_test.go' : 'story.test.ts';
  return ok({
    text: test,
    notice: '',
    data: { title: finding.title, story: finding.story, test },
    files: { [file]: test },
  });
};
