import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { skillFiles } from '../scripts/skill.ts';

const made = skillFiles();
if (!made.ok) throw new Error(JSON.stringify(made.errors));
const folder = 'skills/event-driven-architect';
const skill = made.value.find(({ path }) => path === `${folder}/SKILL.md`)?.text ?? '';

describe('the agent skill', () => {
  test('has front matter that is YAML, with the name of its folder and a description of at most 1,024 characters', () => {
    const { name, description } = parse(skill.split('\n---\n')[0] ?? '');
    expect(name).toBe('event-driven-architect');
    expect(description).toMatch(/^Designs and checks .* Use when /);
    expect(description.length).toBeLessThanOrEqual(1024);
  });

  test('names each of its references, and only files that it has', () => {
    const named = [...skill.matchAll(/references\/([\w-]+\.md)/g)].map(([path]) => `${folder}/${path}`);
    const there = made.value.map(({ path }) => path).filter((path) => path.includes('/references/'));
    expect([...new Set(named)].sort()).toEqual([...there].sort());
  });

  test('is short enough to be read whole', () => {
    expect(skill.split('\n').length).toBeLessThanOrEqual(300);
  });
});
