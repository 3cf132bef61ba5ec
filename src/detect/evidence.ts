import type { Conversation, Span } from '../conversation.ts';
import type { ConceptKind, DetectionModel, TriggerId } from '../knowledge/detection-schema.ts';
import type { Reading } from './features.ts';
import type { Token } from './tokenize.ts';

/** Words of the conversation that speak for a trigger, and the concept seen in them. */
export type Evidence = Readonly<{ trigger: TriggerId; concept: string }> & Span;

/** Words of the conversation that speak against an offer. */
export type Veto = Readonly<{ concept: string }> & Span;

/** A concept seen at a place. */
export type Sighting = Readonly<{ concept: number; kind: ConceptKind; span: Span; ours: boolean }>;

const longestSpan = 160;
const mostPerTrigger = 3;
const mostVetoes = 3;

/** Every concept seen, with the words around it, the user's before the assistant's. */
export function sightingsIn(
  conversation: Conversation,
  readings: readonly Reading[],
  model: DetectionModel,
): readonly Sighting[] {
  const seen = readings.flatMap(({ message, ours, tokens, hits }) =>
    hits.slice(0, 400).flatMap(({ concept, from, to }) => {
      const kind = model.concepts[concept]?.kind;
      const span = spanOf(conversation, message, tokens, from, to);
      return kind === undefined || span === undefined ? [] : [{ concept, kind, ours, span }];
    }),
  );
  return [...seen.filter(({ ours }) => !ours), ...seen.filter(({ ours }) => ours)];
}

/**
 * The evidence for a trigger, at least one verbatim span: first the concepts that the trigger names, then any need,
 * and when no concept was seen the user's last sentence with more than a few words.
 */
export function evidenceFor(
  trigger: TriggerId,
  sightings: readonly Sighting[],
  model: DetectionModel,
  conversation: Conversation,
  readings: readonly Reading[],
): readonly Evidence[] {
  const named = sightings.filter(({ concept }) => model.concepts[concept]?.triggers.includes(trigger));
  const useful = sightings.filter(({ kind }) => tellingKinds.some((telling) => telling === kind));
  const evidence = distinct(mostTellingFirst(usersOwn(named.length > 0 ? named : useful)))
    .slice(0, mostPerTrigger)
    .map(({ concept, span }) => ({ trigger, concept: model.concepts[concept]?.id ?? '', ...span }));
  if (evidence.length > 0) return evidence;
  const span = longestSentence(conversation, readings);
  return span === undefined ? [] : [{ trigger, concept: 'whole-sentence', ...span }];
}

/** What the assistant said counts only where the user said nothing of the kind. */
const usersOwn = (sightings: readonly Sighting[]): readonly Sighting[] => {
  const own = sightings.filter(({ ours }) => !ours);
  return own.length > 0 ? own : sightings;
};

/** Who takes part says less than what may go wrong between them. */
const tellingKinds = ['need', 'craft', 'party'] as const;

const mostTellingFirst = (sightings: readonly Sighting[]): readonly Sighting[] => [
  ...tellingKinds.flatMap((telling) => sightings.filter(({ kind }) => kind === telling)),
  ...sightings.filter(({ kind }) => !tellingKinds.some((telling) => telling === kind)),
];

/** What speaks against an offer, with its words; the words that speak for it, `evidence`, cannot. */
export function vetoesIn(
  sightings: readonly Sighting[],
  model: DetectionModel,
  evidence: readonly Evidence[],
): readonly Veto[] {
  const speaksFor = (span: Span) => evidence.some((place) => overlap(place, span));
  return distinct(sightings.filter(({ kind, ours, span }) => kind === 'veto' && !ours && !speaksFor(span)))
    .slice(0, mostVetoes)
    .map(({ concept, span }) => ({ concept: model.concepts[concept]?.id ?? '', ...span }));
}

/** One sighting per concept and per place: words that are quoted once are not quoted again. */
function distinct(sightings: readonly Sighting[]): readonly Sighting[] {
  const concepts = new Set<number>();
  const spans: Span[] = [];
  return sightings.filter(({ concept, span }) => {
    if (concepts.has(concept) || spans.some((other) => overlap(other, span))) return false;
    concepts.add(concept);
    spans.push(span);
    return true;
  });
}

const overlap = (one: Span, other: Span): boolean =>
  one.message === other.message && one.start < other.end && other.start < one.end;

/** The words of tokens `from` to `to` with as much of their sentence as fits. */
function spanOf(
  conversation: Conversation,
  message: number,
  tokens: readonly Token[],
  from: number,
  to: number,
): Span | undefined {
  const content = conversation[message]?.content ?? '';
  let [first, last] = [tokens[from], tokens[to]];
  if (first === undefined || last === undefined) return undefined;
  const { sentence } = first;
  for (let [left, right] = [from - 1, to + 1], grew = true; grew; ) {
    grew = false;
    const before = tokens[left];
    if (before?.sentence === sentence && last.end - before.start <= longestSpan) {
      first = before;
      left -= 1;
      grew = true;
    }
    const after = tokens[right];
    if (after?.sentence === sentence && after.end - first.start <= longestSpan) {
      last = after;
      right += 1;
      grew = true;
    }
  }
  // One word alone may be longer than any span.
  const end = Math.min(last.end, first.start + longestSpan);
  return { message, start: first.start, end, text: content.slice(first.start, end) };
}

function longestSentence(conversation: Conversation, readings: readonly Reading[]): Span | undefined {
  const spans = readings
    .filter(({ ours }) => !ours)
    .flatMap(({ message, tokens }) => {
      const starts = tokens.flatMap((token, at) => (tokens[at - 1]?.sentence === token.sentence ? [] : [at]));
      return starts.flatMap((at) => spanOf(conversation, message, tokens, at, at) ?? []);
    });
  return spans.reduce<Span | undefined>(
    (best, span) => (best === undefined || span.text.length > best.text.length ? span : best),
    undefined,
  );
}
