import type { Conversation } from '../conversation.ts';
import type { Decision } from '../decide/index.ts';
import { ok, type Result } from '../errors.ts';
import type { Answer } from '../knowledge/decision-schema.ts';
import type { Knowledge } from '../knowledge/index.ts';
import type { StatedFact } from '../stated-fact.ts';
import { type AdviserNote, askAdviser } from './adviser.ts';
import { givenFacts } from './facts-input.ts';
import { TITLES } from './titles.ts';
import type { ToolContext } from './tool.ts';

/** A decision with everything its words need, as both tools that decide return it. */
export type Recommendation = Readonly<{
  pattern: Decision['pattern'];
  provisional: Answer;
  row: Readonly<{ title: string; complexity: string; stateManagement: string }> | null;
  decisive: readonly Readonly<{ fact: string; value: unknown; why: string; quote: string; source: string }>[];
  runnerUp: Readonly<{ pattern: string; title: string; fact: string; value: unknown }> | null;
  questions: Decision['questions'];
  assumed: readonly string[];
  splitOff: readonly Readonly<{ fact: string; quote: string }>[];
  conflicts: readonly string[];
  terms: readonly string[];
  warnings: readonly string[];
  sources: readonly string[];
  /** Whether a language model was asked as well. */
  adviser: AdviserNote &
    Readonly<{
      /** Where it reads a fact otherwise; the offline reading is used. */
      disagreements: readonly Readonly<{ fact: string; used: unknown; adviser: unknown; quote: string }>[];
    }>;
}>;

/** Extracts facts from the conversation, adds the given ones, decides, and resolves every id to its words. */
export const recommend = async (
  tool: string,
  conversation: Conversation,
  facts: Readonly<Record<string, unknown>>,
  wanted: boolean | undefined,
  context: ToolContext,
): Promise<Result<Recommendation>> => {
  const { knowledge } = context;
  const given = givenFacts(tool, facts);
  if (!given.ok) return given;
  const [{ extractFacts }, { decide }] = await Promise.all([import('../facts/index.ts'), import('../decide/index.ts')]);
  const read = extractFacts(conversation, knowledge.facts());
  const { note, advice } = await askAdviser(wanted, conversation, context);
  const known = [...read, ...given.value];
  const { facts: all, disagreements } =
    advice === null
      ? { facts: known, disagreements: [] }
      : (await import('../advise/index.ts')).combine(known, advice.facts);
  return ok({
    ...inWords(decide(all, knowledge.decision()), knowledge),
    adviser: {
      ...note,
      disagreements: disagreements.map(({ fact, used, adviser }) => ({
        fact,
        used,
        adviser: adviser.value,
        quote: quoteOf(adviser),
      })),
    },
  });
};

const inWords = (decision: Decision, knowledge: Knowledge): Omit<Recommendation, 'adviser'> => {
  const table = knowledge.decision();
  const factor = (id: string) => table.factors.find((each) => each.id === id);
  const title = titleOf(decision.pattern);
  const row = table.rows.find(({ pattern }) => pattern === title);
  const sources = decision.decisive.flatMap(({ reason }) => factor(reason)?.sources ?? []);
  return {
    pattern: decision.pattern,
    provisional: decision.pattern === 'ask' ? (decision.provisional ?? 'saga') : decision.pattern,
    row: row === undefined ? null : { title, complexity: row.complexity, stateManagement: row.stateManagement },
    decisive: decision.decisive.map((fact) => ({
      fact: fact.fact,
      value: fact.value,
      why: factor(fact.reason)?.reason ?? '',
      quote: quoteOf(fact),
      source: fact.source,
    })),
    runnerUp:
      decision.runnerUp === null
        ? null
        : { pattern: decision.runnerUp.pattern, title: titleOf(decision.runnerUp.pattern), ...decision.runnerUp.flip },
    questions: decision.questions,
    assumed: decision.assumed.map(({ fact, value }) => `${fact}: ${value}`),
    splitOff: decision.splitOff.map((fact) => ({ fact: fact.fact, quote: quoteOf(fact) })),
    conflicts: table.conflicts.filter(({ id }) => decision.conflicts.includes(id)).map(({ resolution }) => resolution),
    terms: decision.terms.flatMap((framework) => termNotes(framework, decision.pattern, knowledge)),
    warnings: table.warnings.filter(({ id }) => decision.warnings.includes(id)).map(({ text }) => text),
    sources: table.sources.filter(({ id }) => sources.includes(id)).map(({ title: name, url }) => `[${name}](${url})`),
  };
};

const titleOf = (pattern: string): string => TITLES.get(pattern) ?? pattern;

const quoteOf = (fact: StatedFact): string => fact.span?.text ?? '';

/** What the framework that the user works with calls our pattern, and the first thing to know there. */
const termNotes = (framework: string, pattern: Decision['pattern'], knowledge: Knowledge): readonly string[] => {
  const found = knowledge.terms().frameworks.find(({ id, name }) => id === framework || name === framework);
  if (found === undefined || pattern === 'ask') return [];
  const called = found.calls[pattern];
  return [...(called === undefined ? [] : [`In ${found.name} this is: "${called}".`]), ...found.know.slice(0, 1)];
};
