import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detect } from '../src/detect/index.ts';
import { readKnowledge } from '../src/knowledge/index.ts';
import { readLabelled } from './corpus.ts';
import { evalDecisions } from './eval-decide.ts';
import { evalDetection, printDetection } from './eval-detect.ts';
import { evalRetrieval, painQuestions, readQuestions } from './eval-retrieval.ts';

const OWN = ['test/eval/conversations', 'test/eval/decisions', 'test/eval'];

/** `npm run eval [FILE…]`: the figures of labelled files, by default the project's own. */
const files = process.argv.slice(2).length > 0 ? process.argv.slice(2) : OWN.flatMap(labelledBelow);
const model = JSON.parse(readFileSync('knowledge/detection/model.json', 'utf8'));
const kinds = files.map((file) => ({ file, row: firstRow(file) }));

const conversations = kinds.filter(({ row }) => 'detected' in row).map(({ file }) => file);
if (conversations.length > 0) {
  const rows = conversations.flatMap((file) => [...readLabelled(file)]);
  console.log(
    printDetection(
      conversations.join(' '),
      evalDetection(rows, (messages) => detect(messages, model)),
    ),
  );
}

const decisions = kinds.filter(({ row }) => 'label' in row).map(({ file }) => file);
if (decisions.length > 0) {
  const { wrong, ...figures } = evalDecisions(decisions.flatMap(rowsOf));
  console.log(`${decisions.join(' ')}: decisions`);
  for (const [name, value] of Object.entries(figures)) console.log(`  ${name.padEnd(26)} ${JSON.stringify(value)}`);
  for (const { id, label, got } of wrong) console.log(`  wrong ${id}: ${got}, labelled ${label}`);
}

const questions = kinds.filter(({ row }) => 'question' in row).map(({ file }) => file);
if (questions.length > 0) {
  const knowledge = readKnowledge({ knowledge: 'knowledge', prompts: 'prompts' });
  if (!knowledge.ok) throw new Error(knowledge.errors.map(({ problem }) => problem).join('\n'));
  const asked = { pains: painQuestions(knowledge.value), [questions.join(' ')]: questions.flatMap(readQuestions) };
  for (const [name, rows] of Object.entries(asked)) {
    const { asked: all, found, missed } = evalRetrieval(rows, knowledge.value);
    console.log(`${name}: ${found} of ${all} questions find their entry among the best three`);
    for (const words of missed) console.log(`  missed: ${words}`);
  }
}

function labelledBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .map((file) => join(folder, file));
}

function rowsOf(file: string): object[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line));
}

function firstRow(file: string): object {
  return rowsOf(file)[0] ?? {};
}
