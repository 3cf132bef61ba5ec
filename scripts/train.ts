import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { featureOfConcept, featuresOf, normalPhrase } from '../src/detect/index.ts';
import type { DetectionModel, Lexicon, LinearModel } from '../src/knowledge/detection-schema.ts';
import {
  detectionModelSchema,
  harmlessSchema,
  lexiconSchema,
  triggerIds,
  triggersSchema,
} from '../src/knowledge/detection-schema.ts';
import type { Labelled } from './corpus.ts';
import { ownConversations } from './corpus.ts';
import type { Example, Linear } from './learn.ts';
import { learn, quantise } from './learn.ts';

const folder = new URL('../knowledge/detection/', import.meta.url);
const needBits = 18;
const triggerBits = 15;
const needPenalty = 1;
/** What only one conversation has says nothing about the next. */
const fewest = 2;
const triggerPenalty = 2;
/** A copy counts less than what somebody wrote. */
const copyWeight = 0.5;
/** From this probability on an offer is worth its interruption; it becomes the score of one half. */
const cut = 0.5;

/** Learns the model from labelled conversations; the same conversations give the same model, byte for byte. */
export function train(rows: readonly Labelled[]): DetectionModel {
  const blank = blankModel();
  const told = rows.flatMap(withPrefixes);
  const examples = [...told.map(toExample(blank, 1)), ...harmlessCopies(told).map(toExample(blank, copyWeight))];
  const need = learn(examples, { size: 2 ** needBits, penalty: needPenalty, prior: beliefs(blank), fewest });
  return detectionModelSchema.parse({
    ...blank,
    from: digestOf(rows),
    triggers: learnTriggers(rows, blank),
    need: { bits: needBits, ...printed(need, Math.log(cut / (1 - cut))) },
  });
}

/** SHA-256 of all that a model is learned from, so that a stale one is known without learning it again. */
export const digestOf = (rows: readonly Labelled[]): string =>
  createHash('sha256')
    .update(JSON.stringify([rows, blankModel(), readHarmless()]))
    .digest('hex');

/** What a concept says before any example was seen, by its kind. */
const belief = { need: 0.2, craft: 0.5, party: 0.1, veto: -0.3, context: 0 } as const;

const beliefs = (model: DetectionModel): ReadonlyMap<number, number> =>
  new Map(model.concepts.map(({ kind }, concept) => [featureOfConcept(concept, model), belief[kind]]));

/** A dialogue before its relevant turn is an example of silence. */
function withPrefixes(row: Labelled): readonly Labelled[] {
  const { from, messages } = row;
  if (!row.detected || from === undefined || from === 0) return [row];
  return [row, { ...row, detected: false, messages: messages.slice(0, from) }];
}

/** Every other conversation once more, with something before or after the user's last words that changes nothing. */
function harmlessCopies(rows: readonly Labelled[]): readonly Labelled[] {
  const { before, after } = readHarmless();
  const additions = [
    ...before.map((words) => (text: string) => words + text),
    ...after.map((words) => (text: string) => text + words),
  ];
  return rows
    .filter((_, at) => at % 2 === 0)
    .map((row, at) => {
      const last = row.messages.findLastIndex(({ role }) => role === 'user');
      const add = additions[at % additions.length] ?? ((text: string) => text);
      const messages = row.messages.map((each, index) =>
        index === last ? { ...each, content: add(each.content) } : each,
      );
      return { ...row, messages };
    });
}

const readHarmless = () => harmlessSchema.parse(parse(readFileSync(new URL('harmless.yaml', folder), 'utf8')));

const toExample =
  (model: DetectionModel, weight: number) =>
  (row: Labelled): Example => ({ features: featuresOf(row.messages, model), label: row.detected, weight });

function learnTriggers(rows: readonly Labelled[], model: DetectionModel): DetectionModel['triggers'] {
  const positive = rows.filter(({ detected }) => detected);
  const seen = positive.map(({ messages }) => cutTo(triggerBits, featuresOf(messages, model)));
  return model.triggers.map(({ id, about }) => {
    const examples = positive.map(({ triggers }, at) => ({
      features: seen[at] ?? new Map<number, number>(),
      label: triggers.includes(id),
      weight: triggers[0] === id ? 2 : 1,
    }));
    const learned = learn(examples, { size: 2 ** triggerBits, penalty: triggerPenalty, fewest });
    return { id, about, bits: triggerBits, ...printed(learned, 0) };
  });
}

function cutTo(bits: number, features: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const sum = new Map<number, number>();
  for (const [feature, value] of features) {
    const short = feature & (2 ** bits - 1);
    sum.set(short, (sum.get(short) ?? 0) + value);
  }
  return sum;
}

/** A learned model in the form that is shipped; `offset` is taken off its logit. */
function printed({ bias, weights }: Linear, offset: number): Omit<LinearModel, 'bits'> {
  const { scale, bytes } = quantise(weights);
  return { bias: round(bias - offset), scale, weights: Buffer.from(bytes.buffer).toString('base64') };
}

/** The lexicon and the triggers, with nothing learned yet. */
function blankModel(): DetectionModel {
  const triggers = triggersSchema.parse(parse(readFileSync(new URL('triggers.yaml', folder), 'utf8')));
  return {
    from: '',
    offer: triggers.offer,
    concepts: Object.entries(readLexicon()).map(([id, { kind, triggers, phrases }]) => ({
      id,
      kind,
      triggers,
      phrases: normalised(phrases),
    })),
    triggers: triggerIds.map((id) => ({ id, about: triggers.triggers[id], ...untrained(triggerBits) })),
    declines: normalised(triggers.declines),
    accepts: normalised(triggers.accepts),
    refusals: normalised(triggers.refusals),
    need: untrained(needBits),
  };
}

const normalised = (phrases: Readonly<Record<string, readonly string[]>>): string[] =>
  [...new Set(Object.values(phrases).flat().map(normalPhrase))].filter((phrase) => phrase !== '').sort();

const untrained = (bits: number): LinearModel => ({ bits, bias: 0, scale: 1, weights: '' });

function readLexicon(): Lexicon {
  const files = readdirSync(new URL('concepts/', folder)).sort();
  return Object.assign(
    {},
    ...files.map((name) => lexiconSchema.parse(parse(readFileSync(new URL(`concepts/${name}`, folder), 'utf8')))),
  );
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** The committed form of a model: ASCII alone, which is read in half the time. */
export const printModel = (model: DetectionModel): string =>
  `${JSON.stringify(model).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(new URL('model.json', folder), printModel(train(ownConversations())));
