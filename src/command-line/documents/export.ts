import { formalOf } from '../../check/index.ts';
import { ok, type Result } from '../../errors.ts';
import { EXPORT_FORMATS, exportProcess } from '../../process/exporters/index.ts';
import { normalise } from '../../process/normalise.ts';
import type { NormalisedProcess } from '../../process/normalised.ts';
import { render } from '../../render/index.ts';
import { parsedDocument } from '../../tools/document-input.ts';
import { choice, type DocumentAnswer, type DocumentWork } from './document-command.ts';

/** What model checkers read. */
const FORMAL = ['tla', 'promela'] as const;

/** A process document in another format; what the format cannot say is the notice. */
export const exportDocument: DocumentWork = async (text, { format }, context) => {
  const chosen = choice('format', [...EXPORT_FORMATS, ...FORMAL], format);
  if (!chosen.ok) return chosen;
  const parsed = await parsedDocument(text, context);
  if (!parsed.ok) return parsed;
  const process = normalise(parsed.value.process);
  if (chosen.value === 'tla' || chosen.value === 'promela') return formal(process, chosen.value);
  const filled = (name: string, view: object) => render(context.knowledge.prompts(), name, view);
  const { files, lost } = exportProcess(process, chosen.value, filled);
  const gaps = lost.map(({ path, why }) => `- ${path}: ${why}`);
  const notice = gaps.length === 0 ? '' : `Not said by ${chosen.value}:\n${gaps.join('\n')}`;
  return ok({ text: `${joined(files)}\n`, notice, data: { format: chosen.value, files, lost }, files });
};

/** The specification that the fault checker explores, for TLC (TLA+) or SPIN (Promela), which are made for big ones. */
const formal = (process: NormalisedProcess, language: (typeof FORMAL)[number]): Result<DocumentAnswer> => {
  const files = formalOf(process, language);
  const [text = '', ...others] = Object.values(files);
  const notice = others.length === 0 ? '' : `With --out also: ${Object.keys(files).slice(1).join(', ')}`;
  return ok({ text, notice, data: { format: language, files, lost: [] }, files });
};

/** Several files as one text, each under its name. */
const joined = (files: Readonly<Record<string, string>>): string => {
  const all = Object.entries(files);
  return all.map(([name, content]) => (all.length === 1 ? content : `--- ${name}\n${content}`)).join('\n');
};
