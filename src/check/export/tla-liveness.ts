import type { Fairness } from './fairness.ts';
import { livenessName } from './names.ts';
import { called, type Definition } from './tla-rules.ts';

/** The module that says what happens once faults stop, extending that of the name. */
export const livenessOf = (name: string, fairness: readonly Fairness[], definitions: readonly Definition[]): string => {
  const weak = fairness.filter(({ kind }) => kind === 'weak');
  const strong = fairness.filter(({ kind }) => kind === 'strong');
  return [
    `---- MODULE ${livenessName(name)} ----`,
    '\\* Once faults stop an outcome comes, if messages are taken in the end, timers fire, and what is tried for ever succeeds.',
    ...howToRun(livenessName(name)),
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
    ...fairly('WF', 'Messages are taken in the end, timers fire, and what is due is done.', weak, definitions),
    ...fairly('SF', 'What is tried again and again succeeds.', strong, definitions),
    '',
    'Completion == calm ~> Outcome',
    '====',
    '',
  ].join('\n');
};

/** One condition for each; those of the members of a fan-out are one. */
const fairly = (
  how: 'WF' | 'SF',
  why: string,
  fairness: readonly Fairness[],
  definitions: readonly Definition[],
): readonly string[] => {
  const texts = new Set(
    fairness.map(({ actions }) => {
      const rules = new Set(actions.map(({ rule }) => rule));
      return fairText(
        how,
        definitions.filter((each) => each.rules.some((rule) => rules.has(rule))),
      );
    }),
  );
  return texts.size === 0 ? [] : [`  \\* ${why}`, ...[...texts].map((text) => `  /\\ ${text}`)];
};

/** Looked at in calm only, which is where it matters, so that TLC has less to do. */
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
