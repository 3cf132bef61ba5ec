import type { BusinessVerb, SketchLexicon } from '../knowledge/sketch-schema.ts';
import type { Mention } from './mention.ts';
import { kebab, pascal } from './words.ts';

/** Commands and events that a text calls by their names: "CreateOrder -> ReserveCredit", "waits for StockReserved". */
export const messagesIn = (content: string, message: number, lexicon: SketchLexicon): readonly Mention[] =>
  [...content.matchAll(NAME)].flatMap((match) => {
    const named = asCommand(kebab(match[0]).split('-'), lexicon) ?? asEvent(kebab(match[0]).split('-'), lexicon);
    const span = { message, start: match.index, end: match.index + match[0].length, text: match[0] };
    return named === undefined
      ? []
      : [{ ...named, failing: named.role === 'undo', of: 'noun' as const, party: null, deadline: null, span }];
  });

const NAME = /(?<![\p{L}\p{N}_])\p{Lu}\p{Ll}{1,20}\p{Lu}[A-Za-z0-9]{1,40}(?![\p{L}\p{N}_])/gu;

type Named = Readonly<{ verb: BusinessVerb; role: Mention['role']; object: string }>;

const asCommand = ([first = '', ...rest]: readonly string[], lexicon: SketchLexicon): Named | undefined => {
  const { verbs, starts, parties } = lexicon;
  const last = rest.at(-1) ?? '';
  // "OrderPlaced" is an event, "OrderService" a service.
  if (parties.includes(last) || [...verbs, ...starts].some(({ event }) => kebab(event) === last)) return undefined;
  const forward = verbs.find(({ command, forms }) => kebab(command) === first || forms.includes(first));
  return named(
    forward,
    verbs.find(({ undo }) => kebab(undo?.command ?? '') === first),
    pascal(rest),
  );
};

const asEvent = (words: readonly string[], { verbs }: SketchLexicon): Named | undefined => {
  const last = words.at(-1) ?? '';
  const forward = verbs.find(({ event }) => kebab(event) === last);
  return named(
    forward,
    verbs.find(({ undo }) => kebab(undo?.event ?? '') === last),
    pascal(words.slice(0, -1)),
  );
};

const named = (
  forward: BusinessVerb | undefined,
  undo: BusinessVerb | undefined,
  object: string,
): Named | undefined => {
  const verb = forward ?? undo;
  return verb === undefined || object === '' ? undefined : { verb, role: forward ? 'forward' : 'undo', object };
};
