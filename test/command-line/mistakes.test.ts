import { expect, test } from 'vitest';
import { DOCUMENT_COMMANDS } from '../../src/command-line/documents/index.ts';
import { readKnowledge } from '../../src/knowledge/index.ts';
import { COMMAND_LINE_TOOLS } from '../../src/tools/index.ts';

const opened = readKnowledge({ knowledge: 'knowledge', prompts: 'prompts' });
if (!opened.ok) throw new Error(opened.errors[0]?.problem);
const context = { knowledge: opened.value, documentName: 'designs/order.yaml' };

const document = 'process: x\nsteps:\n  - { id: a, servcie: b }\n';
const options = { format: 'bpmn', view: 'state', language: 'go', trace: 'no trace' };
const tools = COMMAND_LINE_TOOLS.filter(({ input }) => 'document' in input.shape);
const commands = DOCUMENT_COMMANDS.filter(({ name }) => name !== 'import');

test.each([
  ...tools.map(({ name, call }) => ({ name, told: () => call({ document }, context) })),
  ...commands.map(({ name, load }) => ({ name, told: async () => (await load())(document, options, context) })),
])('$name says in which file, line and column the mistake is', async ({ told }) => {
  const result = await told();
  const places = result.ok ? [] : result.errors.map(({ at, problem }) => `${at}: ${problem}`);
  expect(places).toContain('designs/order.yaml:3:14: unknown key "servcie" in `steps[1]`');
});

test.each([
  ['asyncapi: 3.0.0\ninfo: [\n', 'designs/order.yaml:2:7'],
  ['asyncapi: 2.0.0\n', 'designs/order.yaml: asyncapi'],
  ['---\nsteps:\n  - [\n---\n', 'designs/order.yaml:3:5'],
  ['<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">\n  <a></b>', 'designs/order.yaml:2:6'],
  ['sequenceDiagram', 'designs/order.yaml'],
  ['nothing of the kind', undefined],
])('import of %j says where: %s', async (text, at) => {
  const [load] = DOCUMENT_COMMANDS.flatMap((command) => (command.name === 'import' ? [command.load] : []));
  const result = await (await load?.())?.(text, {}, context);
  expect(result).toMatchObject({ ok: false, errors: [at === undefined ? {} : { at }] });
});
