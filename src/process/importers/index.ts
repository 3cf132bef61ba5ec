import { fail, type Result, type UserError } from '../../errors.ts';
import { importAsyncapi } from './asyncapi.ts';
import { importBpmn } from './bpmn.ts';
import { importEventcatalog } from './eventcatalog.ts';
import type { Imported, Importer } from './imported.ts';
import { importMermaidSequence } from './mermaid-sequence.ts';
import { importMermaidState } from './mermaid-state.ts';
import { importServerlessWorkflow } from './serverless-workflow.ts';
import { importStatesLanguage } from './states-language.ts';

export type { Imported } from './imported.ts';

/** The formats a process can be drafted from. */
export const IMPORT_FORMATS = [
  'amazon-states-language',
  'asyncapi',
  'bpmn',
  'eventcatalog',
  'mermaid-sequence',
  'mermaid-state',
  'serverless-workflow',
] as const;

export type ImportFormat = (typeof IMPORT_FORMATS)[number];

const IMPORTERS: Readonly<Record<ImportFormat, Importer>> = {
  'amazon-states-language': importStatesLanguage,
  asyncapi: importAsyncapi,
  bpmn: importBpmn,
  eventcatalog: importEventcatalog,
  'mermaid-sequence': importMermaidSequence,
  'mermaid-state': importMermaidState,
  'serverless-workflow': importServerlessWorkflow,
};

/**
 * Drafts a process from the text of one format. What the source does not say comes back as questions, never as a guess.
 * @param name what mistakes in the text are said to be in, such as its file
 */
export const importProcess = (text: string, format: ImportFormat, name: string = format): Result<Imported> => {
  const imported = IMPORTERS[format](text);
  return imported.ok ? imported : fail(...imported.errors.map((error) => ({ ...error, at: placeIn(name, error) })));
};

/** Importers know lines and columns, or the key that a mistake is about. */
const placeIn = (name: string, { at }: UserError): string => {
  if (at === undefined) return name;
  return /^\d+:\d+$/.test(at) ? `${name}:${at}` : `${name}: ${at}`;
};

/** The format a text is written in, by the words its specification demands; undefined when it is none of ours. */
export const detectFormat = (text: string): ImportFormat | undefined =>
  SIGNS.find(({ sign }) => sign.test(text.slice(0, LOOKED_AT)))?.format;

/** The words stand near the top in every format; a StartAt may stand behind a long comment. */
const LOOKED_AT = 20_000;

const SIGNS: readonly Readonly<{ format: ImportFormat; sign: RegExp }>[] = [
  { format: 'bpmn', sign: /<(?:[\w.-]{1,40}:)?definitions\b[^>]{0,4000}omg\.org\/spec\/BPMN/ },
  { format: 'mermaid-sequence', sign: /^\s*sequenceDiagram\b/m },
  { format: 'mermaid-state', sign: /^\s*stateDiagram(?:-v2)?\b/m },
  { format: 'asyncapi', sign: /^[\s{]{0,12}["']?asyncapi["']?\s{0,4}:/m },
  { format: 'serverless-workflow', sign: /(?:^|[\s{,])["']?(?:dsl|specVersion)["']?\s{0,4}:/m },
  { format: 'amazon-states-language', sign: /["']?StartAt["']?\s{0,4}:/ },
  { format: 'eventcatalog', sign: /^\uFEFF?---\r?\n[\s\S]{0,19000}?^steps\s{0,4}:/m },
];
