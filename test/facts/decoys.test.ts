import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseSchema, type DecisionCase } from '../../scripts/cases.ts';
import { decideText } from '../../scripts/eval-decide.ts';

const decoys = [
  'My boss wants a saga.',
  'A colleague says choreography is best practice.',
  'We already use Temporal.',
  'Our architect insists on a process manager.',
  'Somebody on the team would like an orchestrator for everything.',
  'I read an article that says sagas are an anti-pattern.',
  'Our consultant recommends event sourcing.',
  'The CTO is a fan of Kafka.',
  'A blog post said that every microservice needs an outbox.',
  'The vendor claims that their workflow engine solves this.',
  'ChatGPT suggested two-phase commit.',
  'A friend of mine swears by stateless designs.',
  'We run everything on Kubernetes.',
  'The code is in TypeScript and Go.',
  'We handle about 200 requests per second.',
  'Our logs go to Grafana.',
  'The team sits in Lisbon.',
  'Management likes buzzwords.',
  'Thanks a lot in advance!',
  'Sorry for my English.',
];

const folder = join(import.meta.dirname, '..', 'eval', 'decisions');
const plain = readFileSync(join(folder, 'english-1.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => caseSchema.parse(JSON.parse(line)))
  .filter(({ kind, label }) => kind === 'plain' && label !== 'ask')
  .slice(0, 16);
const answer = (row: DecisionCase, text: string) => decideText({ ...row, text }).decision.pattern;

describe('what decides nothing', () => {
  it.each(decoys)('changes nothing: %s', (decoy) => {
    const changed = plain.filter((row) => answer(row, `${row.text} ${decoy}`) !== answer(row, row.text ?? ''));
    expect(changed.map(({ id }) => id)).toEqual([]);
  });

  it.each([
    ['capitals', (text: string) => text.toUpperCase()],
    ['small letters', (text: string) => text.toLowerCase()],
    ['line breaks', (text: string) => text.replaceAll('. ', '.\n\n')],
    ['a code block', (text: string) => `${text}\n\n\`\`\`ts\nconst total = items.length;\n\`\`\``],
  ])('changes at most one answer: %s', (_, change) => {
    const changed = plain.filter((row) => answer(row, change(row.text ?? '')) !== answer(row, row.text ?? ''));
    expect(changed.length).toBeLessThanOrEqual(1);
  });
});
