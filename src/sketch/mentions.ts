import type { BusinessVerb, SketchLexicon } from '../knowledge/sketch-schema.ts';
import { type Agent, agentBefore } from './agent.ts';
import { deadlineAfter } from './deadline.ts';
import type { Mention } from './mention.ts';
import { messagesIn } from './message-names.ts';
import { isCompound, isCondition, isDenied, isFailing, isNegated, isNoun, isTalk } from './no-step.ts';
import { type ObjectOf, objectOf, objectsShared, subjectOf } from './object-of.ts';
import { partyOf } from './party.ts';
import { phrases } from './words.ts';

/** Every business verb of a message in reading order; negated ones and those of starting conditions are left out. */
export const mentionsIn = (content: string, message: number, lexicon: SketchLexicon): readonly Mention[] => {
  // "move open tickets": what a verb is done to is no second verb.
  let covered = 0;
  const told = [...content.matchAll(compiled(lexicon).pattern)].flatMap((match) => {
    if (match.index < covered) return [];
    const read = mentionsAt(content, message, match.index, match[0], lexicon);
    covered = Math.max(covered, ...read.map(({ span }) => span.end));
    return read;
  });
  return [...told, ...messagesIn(content, message, lexicon)].sort((a, b) => a.span.start - b.span.start);
};

/** The verb that stands at `start`, once for each thing it is done to ("book a flight with A and a hotel with B"). */
const mentionsAt = (
  content: string,
  message: number,
  start: number,
  form: string,
  lexicon: SketchLexicon,
): readonly Mention[] => {
  const end = start + form.length;
  if (isNoun(content, start, form, lexicon) || isCompound(content, end, lexicon)) return [];
  if (isNegated(content, start, lexicon) || isDenied(content, end, lexicon) || isCondition(content, start, lexicon))
    return [];
  const agent = agentBefore(content, start, form, lexicon);
  const read = verbAt(content, start, form, agent, lexicon);
  if (read === undefined) return [];
  return thingsDone(content, start, end, read.verb, lexicon).flatMap(({ of, at }) => {
    const spanEnd = of.kind === 'noun' ? Math.max(of.end, end) : end;
    if (isTalk(content, at, content.slice(end, spanEnd), lexicon)) return [];
    return [
      {
        ...read,
        object: of.kind === 'noun' ? of.name : null,
        of: of.kind,
        party: partyOf(content, at, agent, lexicon),
        deadline: deadlineAfter(content, spanEnd, lexicon),
        span: { message, start: at, end: spanEnd, text: content.slice(at, spanEnd) },
      },
    ];
  });
};

type Done = Readonly<{ of: ObjectOf; at: number }>;

const thingsDone = (
  content: string,
  start: number,
  end: number,
  verb: BusinessVerb,
  lexicon: SketchLexicon,
): readonly Done[] => {
  const object = objectOf(content, start, end, lexicon);
  if (object.kind === 'none' && verb.ofSubject) return [{ of: subjectOf(content, start, lexicon), at: start }];
  const shared = object.kind === 'noun' && object.end > end ? objectsShared(content, object.end, lexicon) : [];
  return [{ of: object, at: start }, ...shared.map((of) => ({ of, at: of.start }))];
};

/** A person outside orders, books, applies: that starts a process. Only some of it is a step of ours under another name. */
const doneByPerson = (verb: BusinessVerb, form: string, { verbs, starts }: SketchLexicon): BusinessVerb | undefined => {
  if (verb.human) return verb;
  if (verb.byPersons !== undefined) return verbs.find(({ command }) => command === verb.byPersons);
  return starts.some(({ forms }) => forms.includes(form.toLowerCase())) ? undefined : verb;
};

type Read = Pick<Mention, 'role' | 'verb' | 'failing'>;

const verbAt = (
  content: string,
  start: number,
  form: string,
  agent: Agent,
  lexicon: SketchLexicon,
): Read | undefined => {
  const { failures, verbsOf } = compiled(lexicon);
  const found = verbsOf.get(form.toLowerCase());
  const failing = isFailing(content, start, failures);
  const undoing = failing || found?.forward === undefined;
  const verb = undoing ? found?.undo : found?.forward;
  const ours = !undoing && verb && agent.kind === 'person' ? doneByPerson(verb, form, lexicon) : verb;
  return ours === undefined ? undefined : { role: undoing ? 'undo' : 'forward', verb: ours, failing };
};

type Compiled = Readonly<{
  pattern: RegExp;
  failures: RegExp;
  verbsOf: ReadonlyMap<string, Readonly<{ forward?: BusinessVerb; undo?: BusinessVerb }>>;
}>;

const cache = new WeakMap<SketchLexicon, Compiled>();

const compiled = (lexicon: SketchLexicon): Compiled => {
  const known = cache.get(lexicon);
  if (known !== undefined) return known;
  const verbsOf = new Map<string, { forward?: BusinessVerb; undo?: BusinessVerb }>();
  for (const verb of lexicon.verbs) {
    for (const form of verb.forms) verbsOf.set(form, { forward: verb, ...verbsOf.get(form) });
    for (const form of verb.undo?.forms ?? []) verbsOf.set(form, { undo: verb, ...verbsOf.get(form) });
  }
  const made = { pattern: phrases([...verbsOf.keys()]), failures: phrases(lexicon.failures), verbsOf };
  cache.set(lexicon, made);
  return made;
};
