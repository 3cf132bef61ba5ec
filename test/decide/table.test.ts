import { describe, expect, it } from 'vitest';
import { loadDecisionTable } from '../../src/knowledge/decision.ts';
import { givenFactsSchema } from '../../src/knowledge/decision-schema.ts';

const loaded = loadDecisionTable('knowledge');
if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
const table = loaded.value;
const ids = (list: readonly Readonly<{ id: string }>[]) => list.map(({ id }) => id);

describe('knowledge/decision-table.yaml', () => {
  it('has the three rows that everybody is shown, word for word', () => {
    expect(table.rows.map((row) => Object.values(row).join(' | '))).toEqual([
      'Saga | Simple workflows, most common cases | Low | Stateless (event-driven)',
      'Process Manager | Complex workflows with many decision points | High | Stateful (state machine)',
      'Choreography | Decentralized systems, no single coordinator | Medium | Distributed state',
    ]);
  });

  it('describes every fact that a caller may give, once', () => {
    expect(table.facts.map(({ name }) => name).sort()).toEqual(Object.keys(givenFactsSchema.shape).sort());
  });

  it('covers the 35 rows of the literature', () => {
    const rows = [...new Set(table.factors.map(({ row }) => row))].sort((a, b) => a - b);
    expect(rows).toEqual(Array.from({ length: 35 }, (_, at) => at + 1));
  });

  it.each([
    ['factors', ids(table.factors)],
    ['conflicts', ids(table.conflicts)],
    ['warnings', ids(table.warnings)],
    ['sources', ids(table.sources)],
  ])('uses each id of the %s once', (_, names) => {
    expect(new Set(names).size).toBe(names.length);
  });

  it('names only factors and sources that exist', () => {
    const named = table.gates.flatMap(({ veto, shut }) => [...veto, ...shut]);
    expect(named.filter((id) => !ids(table.factors).includes(id))).toEqual([]);
    const cited = table.factors.flatMap(({ sources }) => sources);
    expect(cited.filter((id) => !ids(table.sources).includes(id))).toEqual([]);
  });
});
