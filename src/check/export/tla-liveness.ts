import { called, type Definition } from './tla-rules.ts';

/** The module that says what happens once faults stop, extending that of the name. */
export const livenessOf = (name: string, definitions: readonly Definition[]): string => {
  const alone = definitions.filter(({ on }) => on === null);
  const retried = new Set(definitions.flatMap(({ act, renews }) => (renews ? (act.step ?? []) : [])));
  const again = definitions.filter(({ act }) => act.kind === 'apply' && act.step !== null && retried.has(act.step));
  const fair = (how: 'WF' | 'SF', definition: Definition): string => {
    const action = `${how}_live(${called(definition, 'Well')} /\\ UNCHANGED calm)`;
    return `  /\\ ${definition.members === null ? action : `\\A self \\in ${definition.members} : ${action}`}`;
  };
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
    "Take(m) == Progress /\\ m \\in net /\\ m \\notin net' /\\ UNCHANGED calm",
    '',
    'LiveSpec ==',
    '  /\\ Init /\\ calm = FALSE',
    '  /\\ [][Go \\/ Calm]_live',
    '  /\\ \\A m \\in Messages : WF_live(Take(m))',
    ...alone.map((each) => fair('WF', each)),
    ...again.map((each) => fair('SF', each)),
    '',
    'Completion == calm ~> Outcome',
    '====',
    '',
  ].join('\n');
};

/** Said in the module itself: it travels without the document it came from. */
export const howToRun = (name: string): readonly string[] => [
  `\\* java -cp tla2tools.jar tlc2.TLC ${name}    (its output goes into "eda story --trace")`,
];
