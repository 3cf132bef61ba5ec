import type { ProseWords } from '../../knowledge/prose-schema.ts';
import type { Place } from './text.ts';
import { type Vocabulary, type Words, wordsOf } from './vocabulary.ts';

export type Concern = ProseWords['concerns'][number];

/** What a text says about one concern. */
export type Reading = Readonly<{
  concern: Concern;
  /** Places that say something wrong. */
  wrong: readonly Place[];
  /** Places that leave it open, the most telling first. */
  open: readonly Place[];
  /** Places that answer it. */
  settled: readonly Place[];
}>;

const mostPlaces = 12;

/** Reads a text for one concern. */
export const readFor = (
  concern: Concern,
  places: readonly Place[],
  words: ProseWords,
  vocabulary: Vocabulary,
): Reading => {
  const settling = wordsOf(concern.settles);
  const prose = places.filter(({ kind }) => kind !== 'code');
  const mentions = prose.filter(({ plain }) => settling.in(plain) >= 0);
  const planned = new Set(prose.filter((place) => isPlanned(place, vocabulary, words)));
  const denied = mentions.filter(({ plain }) => vocabulary.deniedBefore(plain, settling.in(plain)));
  const settled = mentions.filter((place) => !planned.has(place) && !denied.includes(place));
  const promised = mentions.filter((place) => planned.has(place));
  // What one place claims and another only plans is open: which of the two is true?
  if (settled.length > 0) return { concern, wrong: [], open: promised.slice(0, mostPlaces), settled };
  const raised = concern.raises.flatMap((raise) => raisedBy(raise, prose, planned, vocabulary));
  return {
    concern,
    wrong: distinct(raised.filter(({ verdict }) => verdict === 'fail').map(({ place }) => place)).slice(0, mostPlaces),
    open: distinct([...promised, ...denied, ...raised.map(({ place }) => place)]).slice(0, mostPlaces),
    settled,
  };
};

type Raised = Readonly<{ place: Place; verdict: Raise['verdict'] }>;
type Raise = Concern['raises'][number];

const raisedBy = (
  { verdict, all, elsewhere, planned: whenPlanned }: Raise,
  prose: readonly Place[],
  planned: ReadonlySet<Place>,
  vocabulary: Vocabulary,
): readonly Raised[] => {
  const said = (name: string) => prose.some(({ plain }) => vocabulary.group(name).in(plain) >= 0);
  if (!elsewhere.every(said)) return [];
  const groups = all.map(vocabulary.group);
  return prose
    .filter((place) => planned.has(place) === whenPlanned && hasAll(place, groups))
    .map((place) => ({ place, verdict }));
};

const hasAll = (place: Place, groups: readonly Words[]): boolean => groups.every((group) => group.in(place.plain) >= 0);

const isPlanned = (place: Place, vocabulary: Vocabulary, { planned }: ProseWords): boolean =>
  vocabulary.planned.in(place.plain) >= 0 ||
  planned.marks.some((mark) => place.text.includes(mark)) ||
  place.headings.some((heading) => vocabulary.plannedHeadings.in(heading) >= 0);

const distinct = (places: readonly Place[]): readonly Place[] => [...new Set(places)];
