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
const longestClaim = 25;

/** Reads a text for one concern. */
export const readFor = (
  concern: Concern,
  places: readonly Place[],
  words: ProseWords,
  vocabulary: Vocabulary,
): Reading => {
  const settling = wordsOf(concern.settles);
  const answers = concern.answers.map((names) => names.map(vocabulary.group));
  const prose = places.filter(({ kind, headings }) => kind !== 'code' && !vocabulary.isAside(headings.at(-1) ?? ''));
  const mentions = new Set(prose.filter(({ plain }) => settling.in(plain) >= 0));
  const planned = new Set(prose.filter((place) => isPlanned(place, vocabulary, words)));
  const denied = new Set([...mentions].filter(({ plain }) => vocabulary.deniedBefore(plain, settling.in(plain))));
  const settled = prose.filter(
    (place) =>
      !planned.has(place) &&
      (answers.some((groups) => hasAll(place, groups)) || (mentions.has(place) && !denied.has(place))),
  );
  const promised = [...mentions].filter((place) => planned.has(place));
  if (settled.length > 0) {
    const open = [...contradictions(settling, settled, promised), ...promisesOnly(concern, settled, vocabulary)];
    return { concern, wrong: [], open: spread(open), settled };
  }
  const excuses = wordsOf(concern.excuses);
  if (prose.some(({ plain }) => excuses.in(plain) >= 0)) return { concern, wrong: [], open: [], settled };
  const raised = concern.raises.flatMap((raise) => raisedBy(raise, prose, planned, vocabulary));
  return {
    concern,
    wrong: spread(raised.filter(({ verdict }) => verdict === 'fail').map(({ place }) => place)),
    open: spread([...promised, ...denied, ...raised.map(({ place }) => place)]),
    settled,
  };
};

/** Places that claim a thing and places that only plan the same thing. */
const contradictions = (settling: Words, settled: readonly Place[], promised: readonly Place[]): readonly Place[] => {
  const claimed = new Set(settled.map(({ plain }) => settling.first(plain)));
  const both = new Set(promised.map(({ plain }) => settling.first(plain)).filter((word) => claimed.has(word)));
  return [...promised, ...settled].filter(({ plain }) => both.has(settling.first(plain)));
};

/** Short claims that promise much; nothing if any place says how. */
const promisesOnly = (concern: Concern, settled: readonly Place[], vocabulary: Vocabulary): readonly Place[] => {
  const explains = wordsOf(concern.explains);
  if (concern.explains.length === 0 || settled.some(({ plain }) => explains.in(plain) >= 0)) return [];
  return settled.filter(({ plain }) => plain.split(' ').length <= longestClaim && vocabulary.promises.in(plain) >= 0);
};

/** As many places as a reader will look at, from as many sections as possible; text before headings. */
const spread = (places: readonly Place[]): readonly Place[] => {
  const sections = new Map<string, Place[]>();
  for (const kind of ['prose', 'heading'])
    for (const place of new Set(places)) {
      const name = place.headings.join('\n');
      const section = sections.get(name) ?? [];
      sections.set(name, section);
      if (place.kind === kind && section.length < mostPlaces) section.push(place);
    }
  const chosen = Array.from({ length: mostPlaces }, (_, round) =>
    [...sections.values()].flatMap((section) => section[round] ?? []),
  );
  return chosen
    .flat()
    .slice(0, mostPlaces)
    .sort((a, b) => a.line - b.line);
};

type Raised = Readonly<{ place: Place; verdict: Raise['verdict'] }>;
type Raise = Concern['raises'][number];

const raisedBy = (
  { verdict, all, elsewhere, unless, planned: whenPlanned }: Raise,
  prose: readonly Place[],
  planned: ReadonlySet<Place>,
  vocabulary: Vocabulary,
): readonly Raised[] => {
  const said = (name: string) => prose.some(({ plain }) => vocabulary.group(name).in(plain) >= 0);
  if (!elsewhere.every(said)) return [];
  const [cue, ...others] = all.map(vocabulary.group);
  const against = unless.map(vocabulary.group);
  const cued = ({ plain }: Place) => {
    const position = cue?.in(plain) ?? -1;
    return position >= 0 && !vocabulary.deniedBefore(plain, position);
  };
  return prose
    .filter((place) => planned.has(place) === whenPlanned && cued(place) && hasAll(place, others))
    .filter(({ plain }) => against.every((group) => group.in(plain) < 0))
    .map((place) => ({ place, verdict }));
};

const hasAll = (place: Place, groups: readonly Words[]): boolean => groups.every((group) => group.in(place.plain) >= 0);

const isPlanned = (place: Place, vocabulary: Vocabulary, { planned }: ProseWords): boolean =>
  vocabulary.planned.in(place.plain) >= 0 ||
  planned.marks.some((mark) => place.text.includes(mark)) ||
  place.headings.some((heading) => vocabulary.plannedHeadings.in(heading) >= 0);
