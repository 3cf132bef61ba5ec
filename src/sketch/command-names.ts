import type { SketchLexicon } from '../knowledge/sketch-schema.ts';
import type { Mention } from './mention.ts';
import { kebab, pascal } from './words.ts';

/** Commands that a text calls by their names: "CreateOrder -> ReserveCredit, on refusal ReleaseCredit". */
export const commandsIn = (content: string, message: number, lexicon: SketchLexicon): readonly Mention[] =>
  [...content.matchAll(NAME)].flatMap((match) => {
    const [first = '', ...rest] = kebab(match[0]).split('-');
    const forward = lexicon.verbs.find(({ command, forms }) => kebab(command) === first || forms.includes(first));
    const undo = lexicon.verbs.find((verb) => kebab(verb.undo?.command ?? '') === first);
    const verb = forward ?? undo;
    if (verb === undefined || rest.length === 0 || isNoCommand(rest.at(-1) ?? '', lexicon)) return [];
    const span = { message, start: match.index, end: match.index + match[0].length, text: match[0] };
    const role = forward === undefined ? ('undo' as const) : ('forward' as const);
    return [{ verb, role, object: pascal(rest), of: 'noun' as const, party: null, deadline: null, span }];
  });

/** "OrderPlaced" is an event, "OrderService" a service. */
const isNoCommand = (last: string, { parties, verbs, starts }: SketchLexicon): boolean =>
  parties.includes(last) || [...verbs, ...starts].some(({ event }) => kebab(event) === last);

const NAME = /(?<![\p{L}\p{N}_])\p{Lu}\p{Ll}{1,20}\p{Lu}[A-Za-z0-9]{1,40}(?![\p{L}\p{N}_])/gu;
