import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/v4';
import { readKnowledge } from '../src/knowledge/index.ts';
import { type Review, review } from '../src/review/index.ts';

/**
 * Measures the review of prose on labelled places of public documents:
 *   npx tsx scripts/eval-docs.ts <labels.jsonl> <folder of fetched repositories, owner+name/repo>
 * A place is raised when a finding or a question about its rule quotes a sentence in it.
 */
const label = z.object({
  id: z.string(),
  repo: z.string(),
  commit: z.string(),
  path: z.string(),
  line: z.object({ start: z.number(), end: z.number() }),
  rule: z.string(),
  verdict: z.enum(['violates', 'silent', 'planned', 'drift', 'satisfies']),
});

/** The labels' names for what the concerns of `knowledge/review-prose.yaml` are about. */
const concernsOf: Readonly<Record<string, readonly string[]>> = {
  'dual-write': ['atomic-publish', 'two-stores'],
  'publish-before-commit': ['atomic-publish'],
  'missing-compensation': ['undo', 'late-answer'],
  'missing-timeout': ['waiting'],
  'non-idempotent-consumer': ['duplicates', 'exactly-once'],
  'no-dlq': ['parking'],
  'sync-dependency': ['sync-call'],
  'leaking-internal-events': ['leaking'],
  'god-process-manager': ['god-manager'],
  'swallowed-exception': ['swallowed'],
  'ack-before-processing': ['early-ack'],
  'distributed-transaction': ['two-phase'],
  'non-durable-broker': ['lossy'],
};

const [labels, mirrors] = process.argv.slice(2);
if (labels === undefined || mirrors === undefined) {
  console.error('usage: eval-docs.ts <labels.jsonl> <folder of fetched repositories>');
  process.exit(2);
}
const knowledge = readKnowledge({ knowledge: 'knowledge', prompts: 'prompts' });
if (!knowledge.ok) throw new Error(JSON.stringify(knowledge.errors));
const { checklist, review: words, prose } = knowledge.value;
const parts = { checklist: checklist(), review: words(), prose: prose() };

const rows = readFileSync(labels, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => label.parse(JSON.parse(line)))
  .filter(({ repo }) => existsSync(gitDirectory(repo)));
const results = rows.map((row) => ({ ...row, raised: isRaised(row, review({ prose: textOf(row) }, parts)) }));
for (const { id, rule, verdict, raised } of results) {
  const right = raised === (verdict !== 'satisfies');
  console.log(`${right ? 'ok   ' : 'WRONG'} ${id} ${rule} ${verdict} ${raised ? 'raised' : 'not raised'}`);
}
const share = (of: typeof results) => `${of.filter(({ raised }) => raised).length}/${of.length}`;
console.log(`raised of the non-satisfied: ${share(results.filter(({ verdict }) => verdict !== 'satisfies'))}`);
console.log(`raised of the satisfied:     ${share(results.filter(({ verdict }) => verdict === 'satisfies'))}`);

function gitDirectory(repo: string): string {
  return join(mirrors ?? '', repo.replace('/', '+'), 'repo');
}

function textOf({ repo, commit, path }: z.output<typeof label>): string {
  return execFileSync('git', ['--git-dir', gitDirectory(repo), 'show', `${commit}:${path}`], { encoding: 'utf8' });
}

function isRaised({ rule, line }: z.output<typeof label>, { findings, questions }: Review): boolean {
  const about = concernsOf[rule] ?? [];
  return [...findings, ...questions]
    .filter((raised) => about.includes(raised.rule))
    .flatMap(({ evidence }) => evidence)
    .some((place) => place.source === 'prose' && place.line >= line.start && place.line <= line.end);
}
