import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { check } from '../../src/check/index.ts';
import { readKnowledge } from '../../src/knowledge/index.ts';
import { sketchSchema } from '../../src/knowledge/sketch-schema.ts';
import { normalise } from '../../src/process/normalise.ts';
import { parseProcess } from '../../src/process/parse.ts';
import { printProcess } from '../../src/process/print.ts';
import { review } from '../../src/review/index.ts';
import { draft, sketch } from '../../src/sketch/index.ts';

const lexicon = sketchSchema.parse(parse(readFileSync('knowledge/sketch.yaml', 'utf8')));
const knowledge = readKnowledge({ knowledge: 'knowledge', prompts: 'prompts' });
if (!knowledge.ok) throw new Error(knowledge.errors[0]?.problem);
const { checker, checklist, review: words, prose: proseWords } = knowledge.value;

/** Business prose as our users write it: up to five steps, some at outside parties, by people or with deadlines. */
const prose = fc
  .array(
    fc.tuple(
      fc.constantFrom('charge the card', 'reserve the room', 'book a courier', 'issue the ticket', 'ship the parcel'),
      fc.constantFrom('', ' at the city partner', ' within 5 days, otherwise it is escalated', ' in the desk service'),
    ),
    { minLength: 2, maxLength: 5 },
  )
  .map((steps) => `When an order is placed: ${steps.map(([step, where]) => `we ${step}${where}.`).join(' ')}`);

test.each(['saga', 'process_manager', 'choreography'] as const)(
  'the design we propose holds under faults and passes our own review: %s',
  (pattern) => {
    fc.assert(
      fc.property(prose, (content) => {
        const sketched = sketch([{ role: 'user', content }], { steps: [], services: [], events: [] }, lexicon);
        fc.pre(sketched.steps.length > 1);
        const text = printProcess(draft(sketched, pattern));
        const parsed = parseProcess(text);
        if (!parsed.ok) throw new Error(`${parsed.errors[0]?.problem}\n${text}`);
        const result = check(normalise(parsed.value.process), { words: checker(), explain: false });
        expect(result.findings.map(({ title }) => title)).toEqual([]);
        expect(result.verdict).toBe('holds');
        const reviewed = review(
          { document: parsed.value },
          { checklist: checklist(), review: words(), prose: proseWords() },
        );
        expect(reviewed.items.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  },
);
