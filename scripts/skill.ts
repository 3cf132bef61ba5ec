import { COMMANDS } from '../src/command-line/commands.ts';
import { ok, type Result } from '../src/errors.ts';
import { entryMarkdown } from '../src/knowledge/entry-markdown.ts';
import { type Entry, type EntryKind, type Knowledge, readKnowledge } from '../src/knowledge/index.ts';
import { render } from '../src/render/index.ts';
import { TITLES } from '../src/tools/titles.ts';

const FOLDER = 'skills/event-driven-architect';

const SECTIONS: readonly Readonly<{ kind: EntryKind; title: string }>[] = [
  { kind: 'pattern', title: 'Patterns' },
  { kind: 'anti-pattern', title: 'Anti-patterns' },
  { kind: 'example', title: 'Examples' },
];

/** The agent skill in the standard layout: SKILL.md and one reference per entry, all computed from the knowledge. */
export const skillFiles = (): Result<readonly Readonly<{ path: string; text: string }>[]> => {
  const knowledge = readKnowledge({ knowledge: 'knowledge', prompts: 'prompts' });
  if (!knowledge.ok) return knowledge;
  const entries = knowledge.value.entries().filter(({ kind }) => kind !== 'pain');
  return ok([
    { path: `${FOLDER}/SKILL.md`, text: skill(knowledge.value, entries) },
    ...entries.map((entry) => ({
      path: `${FOLDER}/references/${entry.id}.md`,
      text: `# ${entry.title}\n\n${entryMarkdown(entry)}\n`,
    })),
    { path: `${FOLDER}/references/questions.md`, text: questions(knowledge.value) },
  ]);
};

const skill = (knowledge: Knowledge, entries: readonly Entry[]): string => {
  const { rows, gates } = knowledge.decision();
  const { triggers, offer } = knowledge.detection();
  const references = SECTIONS.map(({ kind, title }) => ({
    title,
    entries: entries
      .filter((entry) => entry.kind === kind)
      .map(({ id, title: name, severity }) => ({ id, title: name, when: severity === 'none' ? '' : severity })),
  }));
  return render(knowledge.prompts(), 'skill', {
    triggers,
    offer,
    commands: COMMANDS,
    rows,
    gates: gates.map(({ question, pattern }) => ({ question, title: TITLES.get(pattern) ?? pattern })),
    groups: knowledge
      .checklist()
      .groups.map(({ title, items }) => ({ title, items: items.filter((item) => !item.addition) })),
    references: [
      ...references,
      {
        title: 'Questions',
        entries: [{ id: 'questions', title: 'Questions people really ask', when: 'a symptom in plain words' }],
      },
    ],
  });
};

const questions = (knowledge: Knowledge): string => {
  const pains = knowledge.entries().filter(({ kind }) => kind === 'pain');
  return `# Questions people really ask\n\n${pains.map((pain) => `## ${pain.question}\n\n${pain.body}`).join('\n\n')}\n`;
};
