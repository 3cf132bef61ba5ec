import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { conceptsIn, featureOfConcept, featuresOf } from '../src/detect/index.ts';
import type { DetectionModel, Lexicon } from '../src/knowledge/detection-schema.ts';
import { detectionModelSchema, lexiconSchema, triggerIds, triggersSchema } from '../src/knowledge/detection-schema.ts';
import type { Labelled } from './corpus.ts';
import { ownConversations } from './corpus.ts';
import type { Example } from './learn.ts';
import { learn, quantise } from './learn.ts';

const folder = new URL('../knowledge/detection/', import.meta.url);
const bits = 17;
const needPenalty = Number(process.env.NP ?? 1);
const triggerPenalty = Number(process.env.TP ?? 2);
/** From this probability on an offer is worth its interruption; it becomes the score of one half. */
const cut = Number(process.env.CUT ?? 0.4);

/** Learns the model from labelled conversations; the same conversations give the same model, byte for byte. */
export function train(rows: readonly Labelled[]): DetectionModel {
  const blank = blankModel();
  const need = learn(rows.flatMap(withPrefixes).map(toExample(blank)), {
    size: 2 ** bits,
    penalty: needPenalty,
    prior: beliefs(blank),
  });
  const { scale, bytes } = quantise(need.weights);
  return detectionModelSchema.parse({
    ...blank,
    triggers: learnTriggers(rows, blank),
    need: {
      bits,
      bias: round(need.bias - Math.log(cut / (1 - cut))),
      scale,
      weights: Buffer.from(bytes.buffer).toString('base64'),
    },
  });
}

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

const toExample =
  (model: DetectionModel) =>
  (row: Labelled): Example => ({ features: featuresOf(row.messages, model), label: row.detected, weight: 1 });

function learnTriggers(rows: readonly Labelled[], model: DetectionModel): DetectionModel['triggers'] {
  const positive = rows.filter(({ detected }) => detected);
  const seen = positive.map(({ messages }) => conceptsIn(messages, model));
  return model.triggers.map(({ id, about }) => {
    const examples = positive.map(({ triggers }, at) => ({
      features: seen[at] ?? new Map<number, number>(),
      label: triggers.includes(id),
      weight: triggers[0] === id ? 2 : 1,
    }));
    const { bias, weights } = learn(examples, { size: model.concepts.length, penalty: triggerPenalty });
    return { id, about, bias: round(bias), weights: [...weights].map(round) };
  });
}

/** The lexicon and the seed's triggers, with nothing learned yet. */
function blankModel(): DetectionModel {
  const seed = triggersSchema.parse(parse(readFileSync(new URL('triggers.yaml', folder), 'utf8')));
  return {
    offer: seed.offer,
    concepts: Object.entries(readLexicon()).map(([id, { kind, triggers, phrases }]) => ({
      id,
      kind,
      triggers,
      phrases: [...new Set(Object.values(phrases).flat())].sort(),
    })),
    triggers: triggerIds.map((id) => ({ id, about: seed.triggers[id], bias: 0, weights: [] })),
    declines: Object.values(seed.declines).flat(),
    refusals: Object.values(seed.refusals).flat(),
    need: { bits, bias: 0, scale: 1, weights: '' },
  };
}

function readLexicon(): Lexicon {
  const files = readdirSync(new URL('concepts/', folder)).sort();
  return Object.assign(
    {},
    ...files.map((name) => lexiconSchema.parse(parse(readFileSync(new URL(`concepts/${name}`, folder), 'utf8')))),
  );
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** The committed form of a model. */
export const printModel = (model: DetectionModel): string => `${JSON.stringify(model)}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(new URL('model.json', folder), printModel(train(ownConversations())));
