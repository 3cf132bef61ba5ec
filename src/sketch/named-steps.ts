import type { BusinessVerb, SketchLexicon } from '../knowledge/sketch-schema.ts';
import type { GivenNames } from './given-names.ts';
import type { Mention } from './mention.ts';
import { messagesOf, type SketchedStep, serviceGiven } from './steps.ts';
import { kebab, pascal } from './words.ts';

/** Steps given by name ("charge card", "ReserveStock"), completed by what is known of their verbs and by the text. */
export const namedSteps = (
  names: GivenNames,
  mentions: readonly Mention[],
  lexicon: SketchLexicon,
): readonly SketchedStep[] =>
  names.steps.map((name, index) => {
    const [first = 'do', ...rest] = kebab(name).split('-');
    const verb = lexicon.verbs.find(
      (candidate) => candidate.forms.includes(first) || kebab(candidate.command) === first,
    );
    const object = pascal(rest.filter((word) => !lexicon.determiners.includes(word))) || verb?.object || 'Step';
    const told = mentions.find((mention) => verb !== undefined && mention.verb === verb);
    const aligned = names.services.length === names.steps.length ? names.services[index] : undefined;
    const service = aligned ?? serviceGiven(names.services, [verb?.service ?? first, object]) ?? told?.party?.name;
    return {
      ...messagesOf(verb ?? regularVerb(first), object),
      service: kebab(service ?? verb?.service ?? object) || 'service',
      external: told?.party?.external ?? false,
      deadline: told?.deadline ?? null,
      span: told?.span ?? null,
      assumed: [
        ...(service === undefined ? (['service'] as const) : []),
        ...(verb === undefined || verb.undo !== undefined ? (['undo'] as const) : []),
        'failure',
      ],
    };
  });

/** A verb the lexicon does not know: regular forms, and an undo whose name asks to be replaced by a better one. */
const regularVerb = (stem: string): BusinessVerb => {
  const command = pascal([stem]);
  return {
    command,
    event: stem.endsWith('e') ? `${command}d` : `${command}ed`,
    forms: [stem],
    undo: { command: `Undo${command}`, event: `${command}Undone`, forms: [] },
    refused: 'Refused',
    kind: 'compensatable',
    object: 'Step',
    service: 'service',
    human: false,
    readOnly: false,
    ofSubject: false,
  };
};
