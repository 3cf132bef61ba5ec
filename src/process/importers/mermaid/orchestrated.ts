import type { Question, SketchStep } from '../sketch.ts';
import type { Arrow, Block, Branch, Diagram, Item } from './sequence.ts';

/** What has been read so far: the steps, what is to be asked, and whose request is still open. */
type Reading = Readonly<{
  boss: string;
  name: (id: string) => string;
  steps: SketchStep[];
  questions: Question[];
  /** By participant, the place of the step it was asked for last. */
  open: Map<string, number>;
}>;

type Frame = Readonly<{ forEach?: string; when?: string; title: string }>;

/** The requests of a coordinator as steps: branches of `par` side by side, everything else one after the other. */
export const orchestratedSteps = (
  { items }: Diagram,
  boss: string,
  name: (id: string) => string,
): Readonly<{ steps: readonly SketchStep[]; questions: readonly Question[] }> => {
  const reading: Reading = { boss, name, steps: [], questions: [], open: new Map() };
  walk(reading, items, [], { title: '' });
  const { steps, questions } = reading;
  return { steps, questions };
};

/** Reads items in their order, after the steps `before`; answers the steps that whatever follows comes after. */
const walk = (reading: Reading, items: readonly Item[], before: readonly string[], frame: Frame): readonly string[] => {
  const { boss } = reading;
  let last = before;
  for (const item of items) {
    if (item.kind === 'block') last = block(reading, item, last, frame);
    else if (item.from === boss && item.to !== boss && !item.dashed) last = ask(reading, item, last, frame);
    else if (item.to === boss && item.from !== boss) answer(reading, item, frame);
    else if (item.from !== boss && item.to !== boss && item.from !== item.to) aside(reading, item);
  }
  return last;
};

const block = (
  reading: Reading,
  { word, branches }: Block,
  before: readonly string[],
  frame: Frame,
): readonly string[] => {
  if (word !== 'par') {
    // The cases of an alternative follow each other in the text; only one of them happens, which is asked about.
    return branches.reduce(
      (last, branch) => walk(reading, branch.items, last, framed(word, branch, frame, reading)),
      before,
    );
  }
  const ends = branches.flatMap((branch) => walk(reading, branch.items, before, { ...frame, title: branch.title }));
  return [...new Set(ends)];
};

const ask = (
  { name, steps, questions, open }: Reading,
  { to, text }: Arrow,
  before: readonly string[],
  { forEach, when, title }: Frame,
): readonly string[] => {
  const id = uniqueId(steps, text === '' ? name(to) : text);
  open.set(to, steps.length);
  steps.push({ id, service: name(to), command: text, success: [], failure: [], after: before, forEach });
  if (when !== undefined)
    questions.push({ path: 'steps', question: `"${text}" is asked only if "${title}": which event decides that?` });
  return [id];
};

const answer = ({ steps, open }: Reading, { from, text }: Arrow, { title }: Frame): void => {
  const at = open.get(from);
  const step = at === undefined ? undefined : steps[at];
  if (at === undefined || step === undefined || text === '') return;
  const refuses = REFUSES.test(title) || REFUSES.test(text);
  const { success = [], failure = [] } = step;
  const told = alternatives(text).filter((event) => ![...success, ...failure].includes(event));
  steps[at] = refuses ? { ...step, failure: [...failure, ...told] } : { ...step, success: [...success, ...told] };
};

const aside = ({ name, questions }: Reading, { from, to, text }: Arrow): void => {
  questions.push({
    path: 'steps',
    question: `"${text}" goes from ${name(from)} to ${name(to)} without the coordinator: is it a step?`,
  });
};

/** `PaymentTaken or PaymentDeferred` are two events; a sentence with an "or" in it is one. */
const alternatives = (text: string): readonly string[] => {
  const parts = text.split(' or ');
  return parts.every((part) => /^[A-Za-z][\w.-]{0,63}$/.test(part)) ? parts : [text];
};

/** The diagram's own words for a refusal, in the arrow or in the title of its case. */
const REFUSES =
  /\b(?:refus|reject|fail|declin|den[iy]|error|unavailable|insufficient)|(?:Refused|Rejected|Failed|Declined|Denied|Error)\b/i;

const framed = (word: string, { title }: Branch, frame: Frame, { questions }: Reading): Frame => {
  const each = /^for (?:each|every|all) ([A-Za-z][\w.-]{0,60})/i.exec(title)?.[1];
  if (word === 'loop' && each !== undefined) return { ...frame, forEach: each, title };
  if (word === 'loop')
    questions.push({ path: 'steps', question: `What is repeated in "${title}": a retry, or one run per item?` });
  return word === 'rect' || word === 'loop' ? { ...frame, title } : { ...frame, when: title, title };
};

/** The wanted id, with a number behind it if a step has it already. */
export const uniqueId = (steps: readonly SketchStep[], wanted: string): string => {
  const taken = new Set(steps.map(({ id }) => id));
  let id = wanted;
  for (let n = 2; taken.has(id); n += 1) id = `${wanted} ${n}`;
  return id;
};
