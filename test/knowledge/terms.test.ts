import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { termsSchema } from '../../src/knowledge/terms-schema.ts';
import { parseYaml } from '../../src/knowledge/yaml-file.ts';

const file = 'knowledge/terms.yaml';
const text = readFileSync(file, 'utf8');
const parsed = parseYaml({ file, text }, termsSchema);
const frameworks = parsed.ok ? parsed.value.frameworks : [];

describe('the term map', () => {
  it('is valid', () => {
    expect(parsed.ok ? [] : parsed.errors).toEqual([]);
  });

  it.each([
    ['nservicebus', 'saga', 'process_manager'],
    ['masstransit', 'saga', 'process_manager'],
    ['axon', 'saga', 'process_manager'],
    ['wolverine', 'saga', 'process_manager'],
    ['nestjs', 'saga', 'saga'],
    ['redux-saga', 'saga', 'none'],
  ])('%s says "%s" for %s', (id, word, means) => {
    const says = frameworks.find((framework) => framework.id === id)?.says ?? [];
    expect(says.find((term) => term.word === word)?.means).toBe(means);
  });

  it.each([
    ...['nservicebus', 'masstransit', 'axon', 'wolverine', 'eventuate', 'camunda', 'temporal', 'cadence'],
    ...['step-functions', 'durable-functions', 'dapr', 'conductor', 'nestjs', 'watermill', 'emmett', 'rebus'],
  ])('knows %s', (id) => {
    expect(frameworks.map((framework) => framework.id)).toContain(id);
  });

  it.each([
    ['a framework named twice', (yaml: string) => yaml.replace('aliases: [seata, ', 'aliases: [masstransit, ')],
    ['a concept of its own', (yaml: string) => yaml.replace('      saga: reactor', '      sagas: reactor')],
    ['a framework without a source', (yaml: string) => yaml.replace(/sources:\n\s+- \{ title: redux-saga.*\}\n/, '')],
  ])('refuses %s', (_, spoil) => {
    const spoilt = spoil(text);
    expect(spoilt).not.toBe(text);
    expect(parseYaml({ file, text: spoilt }, termsSchema).ok).toBe(false);
  });
});
