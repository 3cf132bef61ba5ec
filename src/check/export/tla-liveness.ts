import type { Model } from '../../process/rules.ts';
import { called, type Definition } from './tla-rules.ts';

/** The module that says what happens once faults stop, extending that of the name. */
export const livenessOf = (name: string, model: Model, definitions: readonly Definition[]): string => {
  const handling = model.messages.map(({ id }) => handled(id, model, definitions));
  const alone = definitions.filter(({ on }) => on === null).map((each) => [each]);
  const retried = new Set(definitions.flatMap(({ act, renews }) => (renews ? (act.step ?? []) : [])));
  const again = definitions.filter(({ act }) => act.kind === 'apply' && act.step !== null && retried.has(act.step));
  return [
    `---- MODULE ${name}_liveness ----`,
    '\\* Once faults stop an outcome comes, if messages are taken in the end, timers fire, and what is tried for ever succeeds.',
    ...howToRun(`${name}_liveness`),
    `EXTENDS ${name}`,
    '',
    'VARIABLE calm',
    'live == <<vars, calm>>',
    '',
    "Calm == calm = FALSE /\\ calm' = TRUE /\\ UNCHANGED vars",
    'Go == UNCHANGED calm /\\ (Progress \\/ (calm = FALSE /\\ Faults))',
    '',
    'LiveSpec ==',
    '  /\\ Init /\\ calm = FALSE',
    '  /\\ [][Go \\/ Calm]_live',
    ...fairly('WF', 'Messages are taken in the end.', handling),
    ...fairly('WF', 'Timers fire, and what is due is done.', alone),
    ...fairly(
      'SF',
      'What is tried again and again succeeds.',
      again.map((each) => [each]),
    ),
    '',
    'Completion == calm ~> Outcome',
    '====',
    '',
  ].join('\n');
};

/** What becomes of a message. */
const handled = (message: string, { rules }: Model, definitions: readonly Definition[]): readonly Definition[] =>
  definitions.filter((each) => each.rules.some((index) => rules[index]?.on === message));

/** One condition of fairness for each group of actions that do for one another. */
const fairly = (how: 'WF' | 'SF', why: string, groups: readonly (readonly Definition[])[]): readonly string[] => {
  const texts = new Set(groups.flatMap((group) => (group.length === 0 ? [] : [fairText(how, group)])));
  return texts.size === 0 ? [] : [`  \\* ${why}`, ...[...texts].map((text) => `  /\\ ${text}`)];
};

const fairText = (how: 'WF' | 'SF', group: readonly Definition[]): string => {
  const sets = new Set(group.map(({ members }) => members));
  const [members = null] = sets;
  const actions = group.map((each) => (sets.size === 1 ? called(each, 'Well') : chosen(each))).join(' \\/ ');
  const fair = `${how}_live(calm /\\ UNCHANGED calm /\\ ${group.length === 1 ? actions : `(${actions})`})`;
  return sets.size === 1 && members !== null ? `\\A self \\in ${members} : ${fair}` : fair;
};

/** Of whichever member. */
const chosen = (definition: Definition): string => {
  const call = called(definition, 'Well');
  return definition.members === null ? call : `(\\E self \\in ${definition.members} : ${call})`;
};

/** Said in the module itself: it travels without the document it came from. */
export const howToRun = (name: string): readonly string[] => [
  `\\* java -cp tla2tools.jar tlc2.TLC ${name}    (its output goes into "eda story --trace")`,
];
