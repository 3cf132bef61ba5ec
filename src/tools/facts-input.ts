import * as z from 'zod/v4';
import { fail, ok, type Result } from '../errors.ts';
import { type FactName, factNameSchema, givenFactsSchema } from '../knowledge/decision-schema.ts';
import { nearestNames } from '../nearest.ts';
import type { StatedFact } from '../stated-fact.ts';

/** The facts a caller may hand over, shared by every tool that decides. */
export const factsField = z
  .record(z.string(), z.unknown())
  .optional()
  .describe(
    'Only what the user said. true/false: singleDatabase, compensation, humanSteps, timeouts, fanIn, needsState, midFlightCancel, independentReactions, newConsumersExpected, centralOwner, strongConsistency. Numbers: services, steps, teams, decisionPoints. ordering: sequential|none.',
  );

/** Validates given facts: an unknown name or a wrong value is an error that lists what is allowed. */
export const givenFacts = (tool: string, facts: Readonly<Record<string, unknown>>): Result<readonly StatedFact[]> => {
  const parsed = givenFactsSchema.safeParse(facts);
  if (parsed.success) {
    return ok(
      Object.entries(parsed.data).flatMap(([name, value]) =>
        isFactName(name) && value !== undefined ? [{ fact: name, value, span: null, source: 'given' as const }] : [],
      ),
    );
  }
  return fail(...parsed.error.issues.flatMap((issue) => mistakes(tool, facts, issue)));
};

const isFactName = (name: string): name is FactName => factNameSchema.safeParse(name).success;

const mistakes = (tool: string, facts: Readonly<Record<string, unknown>>, issue: z.core.$ZodIssue) => {
  const names = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? 'facts')];
  return names.map((name) => ({
    at: `facts.${name}`,
    problem:
      issue.code === 'unrecognized_keys'
        ? `facts.${name}: there is no such fact`
        : `facts.${name}: ${issue.message}, got ${JSON.stringify(facts[name])?.slice(0, 60) ?? 'nothing'}`,
    allowed:
      issue.code === 'unrecognized_keys'
        ? `the nearest are ${nearestNames(name, factNameSchema.options).join(', ')}; all: ${factNameSchema.options.join(', ')}`
        : allowedFor(name),
    next: `Call ${tool} again with facts.${name} corrected or left out.`,
  }));
};

const allowedFor = (name: string): string => {
  if (name === 'ordering') return 'sequential or none';
  if (name === 'changeFrequency') return 'low or high';
  if (name === 'framework') return 'the name of a framework, at most 60 characters';
  return givenFactsSchema.safeParse({ [name]: true }).success ? 'true or false' : 'a whole number, 0 to 100000';
};
