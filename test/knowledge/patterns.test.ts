import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checklistSchema } from '../../src/knowledge/checklist-schema.ts';
import { readEntries } from '../../src/knowledge/entries.ts';
import { diagramType } from '../draw/mermaid.ts';

const read = readEntries('knowledge');
const entries = read.ok ? read.value : [];
const patterns = entries.filter(({ kind }) => kind === 'pattern');
const pains = entries.filter(({ kind }) => kind === 'pain');
const ids = new Set(entries.map(({ id }) => id));
const checklist = checklistSchema.parse(parse(readFileSync('knowledge/checklist.yaml', 'utf8')));
const items = checklist.groups.flatMap((group) => group.items);

const fences = (body: string) =>
  [...body.matchAll(/^```(\w+) source="([^"]+)"\n([\s\S]*?)^```$/gm)].map(([, language, source, code]) => ({
    language,
    source: source ?? '',
    code: code ?? '',
  }));
const section = (body: string, heading: string) => body.split(`## ${heading}\n`)[1]?.split(/^## /m)[0] ?? '';

/** The topics the project was asked for, by area. */
const asked = {
  alternatives: ['saga', 'process-manager', 'choreography', 'pattern-selection'],
  architecture: [
    ...['command-event-flow', 'microtransactions', 'compensation-strategies'],
    ...['internal-external-events', 'event-enrichment'],
  ],
  'event-sourcing': ['event-store', 'outbox', 'command-bus', 'aggregate-design', 'retry-policies'],
  implementation: ['batch-operations', 'cross-module-coordination', 'error-handling', 'infrastructure-setup'],
  practice: [
    ...['inbox', 'reactor', 'idempotency', 'pivot-and-retriable-steps', 'reservation-with-expiry', 'semantic-lock'],
    ...['to-do-list', 'deadlines', 'correlation-and-causation', 'process-versioning', 'replay-safety'],
    ...['operator-path', 'process-observability', 'event-schema-evolution', 'transactional-sagas', 'durable-execution'],
  ],
};

describe('the patterns', () => {
  it('are read without an error', () => {
    expect(read.ok ? [] : read.errors.map(({ problem }) => problem)).toEqual([]);
  });

  it.each(Object.entries(asked))('cover the area %s', (area, topics) => {
    const found = topics.filter((id) => {
      const file = `knowledge/patterns/${id}/index.md`;
      return existsSync(file) && readFileSync(file, 'utf8').includes(`\narea: ${area}\n`);
    });
    expect(found).toEqual(topics);
  });

  it('serve every checklist item between them', () => {
    const served = new Set(patterns.flatMap(({ checklist }) => checklist));
    expect(items.map(({ id }) => id).filter((id) => !served.has(id))).toEqual([]);
  });

  it('name only checklist items and entries that exist', () => {
    const known = new Set(items.map(({ id }) => id));
    const unknown = [...patterns, ...pains].flatMap(({ id, related, checklist }) => [
      ...related.filter((other) => !ids.has(other)).map((other) => `${id} -> ${other}`),
      ...checklist.filter((item) => !known.has(item)).map((item) => `${id} -> ${item}`),
    ]);
    expect(unknown).toEqual([]);
  });

  it('are reachable: each is related to by another entry', () => {
    const named = new Set(entries.flatMap(({ id, related }) => related.filter((other) => other !== id)));
    expect(patterns.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });
});

describe.each(patterns.map((pattern) => [pattern.id, pattern] as const))('pattern %s', (id, { body }) => {
  it('shows Go, TypeScript and a diagram, all from files', () => {
    const shown = (heading: string, language: string) =>
      fences(section(body, heading)).filter((fence) => fence.language === language && fence.code.trim() !== '').length;
    expect(shown('Go', 'go')).toBeGreaterThan(0);
    expect(shown('TypeScript', 'ts')).toBeGreaterThan(0);
    expect(shown('How it works', 'mermaid')).toBeGreaterThan(0);
    expect(body.match(/^```\w+/gm)).toHaveLength(fences(body).length);
  });

  it('has a test beside the code in both languages', () => {
    const files = readdirSync(`knowledge/patterns/${id}`);
    expect(files.filter((file) => file.endsWith('_test.go'))).not.toEqual([]);
    expect(files.filter((file) => file.endsWith('.test.ts'))).not.toEqual([]);
  });

  it('has diagrams that Mermaid can parse', async () => {
    const diagrams = readdirSync(`knowledge/patterns/${id}`).filter((file) => file.endsWith('.mmd'));
    for (const file of diagrams) {
      const kind = await diagramType(readFileSync(`knowledge/patterns/${id}/${file}`, 'utf8'));
      expect(kind).toMatch(/^(flowchart|sequence|stateDiagram)/);
    }
  });

  it('says how it fails, one failure a line', () => {
    expect(section(body, 'Failure modes').match(/^- \*\*/gm)?.length ?? 0).toBeGreaterThanOrEqual(3);
  });
});

describe('the recurring questions', () => {
  it('are twenty-eight, each with other wordings', () => {
    expect(pains).toHaveLength(28);
    expect(pains.filter(({ aliases }) => aliases.length < 5).map(({ id }) => id)).toEqual([]);
  });

  it.each(pains.map(({ id, body }) => [id, body] as const))('%s is answered briefly and leads on', (_, body) => {
    const words = body.split(/\s+/).length;
    expect(words).toBeGreaterThanOrEqual(80);
    expect(words).toBeLessThanOrEqual(225);
    const named = [...body.matchAll(/`([a-z]+(?:-[a-z]+)*)`/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => ids.has(name))).not.toEqual([]);
  });
});

describe('the Mermaid check', () => {
  it('can fail', async () => {
    await expect(diagramType('flowchart LR\n  A[open -->')).rejects.toThrow();
  });
});

describe('the way from one entry to the next', () => {
  it('leads somewhere: what a text says to see exists', () => {
    const lost = [...patterns, ...pains].flatMap(({ id, body }) =>
      [...body.matchAll(/\b[Ss]ee (?:also |the anti-pattern )?((?:`[a-z-]+`(?:, | and )?)+)/g)]
        .flatMap((match) => [...(match[1] ?? '').matchAll(/`([a-z-]+)`/g)].map((name) => name[1] ?? ''))
        .filter((name) => !ids.has(name))
        .map((name) => `${id} -> ${name}`),
    );
    expect(lost).toEqual([]);
  });
});
