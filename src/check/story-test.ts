import type { CheckerWords } from '../knowledge/checker-words-schema.ts';
import { fill } from './fill.ts';
import type { Finding } from './result.ts';
import type { StoryStep } from './story.ts';

export type TestLanguage = keyof CheckerWords['tests'];

/**
 * A story as a test that fails until the promise holds, over a small driver that the team writes once for its services.
 * Null for what has no story.
 */
export const storyTest = (finding: Finding, language: TestLanguage, words: CheckerWords): string | null => {
  const { story, property, subject, sentence, title, steps } = finding;
  if (story === null || steps === null) return null;
  const template = words.tests[language];
  const values = {
    sentence,
    title: title.replaceAll(/['"\\]/g, ''),
    property,
    subject: subject ?? '',
    promise: words.promises[property] ?? property,
    name: title.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase()),
  };
  const told = story.steps.slice(0, steps).map((step) => line(step, template));
  return `${[fill(template.head, values).trimEnd(), ...told, fill(template.foot, values).trimEnd()].join('\n')}\n`;
};

const line = (step: StoryStep, template: CheckerWords['tests'][TestLanguage]): string => {
  const values = {
    message: step.receives ?? step.lost[0]?.message ?? '',
    actor: step.actor ?? step.lost[0]?.to ?? '',
    timer: step.step ?? step.timer ?? step.act ?? '',
    answers: [...new Set(step.sends.map(({ message }) => `"${message}"`))].join(', '),
  };
  if (step.fault === 'loss') return fill(template.loss, values);
  if (step.fault === 'restart') return fill(template.restart, values);
  if (step.receives === null) return fill(step.fault === 'crash' ? template.timerCrash : template.timer, values);
  return fill(template[step.fault ?? 'deliver'], values);
};
