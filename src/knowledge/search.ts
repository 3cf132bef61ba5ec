import MiniSearch from 'minisearch';
import type { Entry, EntryKind } from './entries.ts';

/** A search hit: which entry, how well it fits, and the words of the question it answered to. */
export type Hit = Readonly<{
  kind: EntryKind;
  id: string;
  title: string;
  summary: string;
  score: number;
  matched: readonly string[];
}>;

export type SearchIndex = MiniSearch<Document>;

/** What is searched (heading, names, gist, body) is more than what a hit shows (title, summary). */
type Document = Readonly<
  Pick<Entry, 'id' | 'kind' | 'title' | 'summary'> & { heading: string; names: string; gist: string; body: string }
>;

const OPTIONS = {
  fields: ['heading', 'names', 'gist', 'body'],
  storeFields: ['kind', 'title', 'summary'],
  processTerm: (word: string) => termOf(word),
};

/** A question has no more characters; the rest is not read. */
const LONGEST = 2000;

const STOP = new Set(
  'a an and are as at be but by can do does for from has have how i if in is it its me my not of on or our should so that the their them then there they this to us was we what when where which who why will with you your'.split(
    ' ',
  ),
);

/** Builds the index over all entries; sorted input gives the same index each time. */
export const buildIndex = (entries: readonly Entry[]): SearchIndex => {
  const index = new MiniSearch<Document>(OPTIONS);
  index.addAll(entries.map(documentOf));
  return index;
};

/** Reads an index serialised by `JSON.stringify(buildIndex(…))`. */
export const readIndex = (json: string): SearchIndex => MiniSearch.loadJSON<Document>(json, OPTIONS);

/** The best entries for a question, best first; equal scores are ordered by kind and id. */
export const searchEntries = (index: SearchIndex, query: string, limit: number): readonly Hit[] =>
  index
    .search(query.slice(0, LONGEST), {
      boost: { heading: 4, names: 4, gist: 2 },
      prefix: (term) => term.length > 4,
      fuzzy: (term) => (term.length > 5 ? 0.2 : false),
      weights: { fuzzy: 0.3, prefix: 0.6 },
    })
    .map((result) => ({
      kind: result.kind,
      id: String(result.id).split('/')[1] ?? '',
      title: result.title,
      summary: result.summary,
      score: Math.round(result.score * 100) / 100,
      matched: wordsOf(query.slice(0, LONGEST), new Set(result.queryTerms)),
    }))
    .sort((a, b) => b.score - a.score || `${a.kind}/${a.id}`.localeCompare(`${b.kind}/${b.id}`))
    .slice(0, limit);

const documentOf = (entry: Entry): Document => ({
  id: `${entry.kind}/${entry.id}`,
  kind: entry.kind,
  title: entry.title,
  summary: entry.summary,
  heading: `${entry.title} ${entry.question}`,
  names: [entry.id.replaceAll('-', ' '), ...entry.aliases].join(' ; '),
  gist: [entry.summary, ...entry.when].join(' '),
  body: entry.body.replaceAll(/```[\s\S]*?```/g, ' '),
});

const termOf = (word: string): string | null => {
  const lower = word.toLowerCase();
  return STOP.has(lower) ? null : stem(lower);
};

/** The words as they were asked, without their repetitions, for the terms that an entry answered to. */
const wordsOf = (query: string, terms: ReadonlySet<string>): readonly string[] => {
  const words = query.toLowerCase().split(/[\n\r\p{Z}\p{P}]+/u);
  return [...new Set(words)].filter((word) => terms.has(termOf(word) ?? ''));
};

/** Enough English morphology to meet "retries", "retried" and "retrying" in one term. */
const stem = (term: string): string => {
  if (term.length < 5) return term;
  return term.replace(/(?:ations?|ating|ated?|ings?|ies|ied|ers?|ed|es|s|y)$/, '') || term;
};
