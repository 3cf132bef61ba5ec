import type { FactCue, FactLanguage, FactLexicon } from '../knowledge/fact-lexicon-schema.ts';
import { wordStarts } from './anchor.ts';
import { type Finder, finderOf } from './pattern.ts';
import type { Sentence, Speakers } from './segment.ts';

/** A language of the lexicon, ready to search with. */
export type Language = Readonly<{
  code: FactLanguage['language'];
  marks: Finder;
  speakers: Speakers;
  scope: Readonly<Record<keyof FactLanguage['scope'], Finder>>;
  cues: readonly Readonly<{ cue: FactCue; find: Finder; except: Finder }>[];
  counted: readonly Readonly<{ fact: FactCue['fact']; find: Finder }>[];
  /** Pattern for a number word, in order of value from 1. */
  numbers: readonly Finder[];
}>;

const compiled = new WeakMap<FactLexicon['languages'], readonly Language[]>();

/** Compiles the lexicon once per lexicon object. */
export const languagesOf = (lexicon: Pick<FactLexicon, 'languages'>): readonly Language[] => {
  const known = compiled.get(lexicon.languages);
  if (known !== undefined) return known;
  const languages = lexicon.languages.map(compileLanguage);
  compiled.set(lexicon.languages, languages);
  return languages;
};

/** The languages a text is read in: those whose small words it has, at most two, English when there are few; and `any`. */
export const languagesIn = (sentences: readonly Sentence[], languages: readonly Language[]): readonly Language[] => {
  const sample = sentences
    .map(({ lower }) => lower)
    .join('\n')
    .slice(0, 20_000);
  const text = { lower: sample, starts: wordStarts(sample) };
  const counts = languages
    .map((language) => ({ language, hits: language.marks(text).length }))
    .sort((a, b) => b.hits - a.hits);
  const most = counts[0]?.hits ?? 0;
  const spoken = counts.filter(({ hits }) => hits > 0 && hits >= most * 0.4).map(({ language }) => language);
  const always = most < 3 ? ['en', 'any'] : ['any'];
  const read = spoken.slice(0, 2);
  return [...read, ...languages.filter((language) => always.includes(language.code) && !read.includes(language))];
};

const compileLanguage = (language: FactLanguage): Language => {
  const setting = { macros: language.macros, unspaced: language.unspaced };
  const compile = (patterns: readonly string[]) => finderOf(patterns, setting);
  return {
    code: language.language,
    marks: compile(language.marks),
    speakers: { user: compile(language.speakers.user), adviser: compile(language.speakers.adviser) },
    scope: {
      deny: compile(language.scope.deny),
      denyAfter: compile(language.scope.denyAfter),
      notDeny: compile(language.scope.notDeny),
      turn: compile(language.scope.turn),
      condition: compile(language.scope.condition),
      hearsay: compile(language.scope.hearsay),
      elsewhere: compile(language.scope.elsewhere),
      unknown: compile(language.scope.unknown),
      correction: compile(language.scope.correction),
      retraction: compile(language.scope.retraction),
      yes: compile(language.scope.yes),
      no: compile(language.scope.no),
      asking: compile(language.scope.asking),
    },
    cues: language.cues.map((cue) => ({
      cue,
      find: compile(cue.any),
      except: compile(cue.except),
    })),
    counted: language.counted.map(({ fact, any }) => ({ fact, find: compile(any) })),
    numbers: language.numbers.map((pattern) => compile([pattern])),
  };
};
