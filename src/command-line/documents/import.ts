import { fail, ok } from '../../errors.ts';
import { detectFormat, IMPORT_FORMATS, importProcess } from '../../process/importers/index.ts';
import { printProcess } from '../../process/print.ts';
import { choice, type DocumentWork } from './document-command.ts';

/** A process document drafted from another format; what the source does not say follows as questions. */
export const importDocument: DocumentWork = async (text, { format }, { documentName }) => {
  const detected = format ?? detectFormat(text);
  if (detected === undefined) return fail(unrecognised(documentName));
  const chosen = choice('format', IMPORT_FORMATS, detected);
  if (!chosen.ok) return chosen;
  const imported = importProcess(text, chosen.value, documentName);
  if (!imported.ok) return imported;
  const { process, missing } = imported.value;
  const document = printProcess(process);
  const questions = missing.map(({ path, question }) => `# ask: ${question} (${path})\n`);
  return ok({
    text: `${document}${questions.join('')}`,
    notice: '',
    data: { format: chosen.value, process, missing },
    files: { [`${process.process}.process.yaml`]: document },
  });
};

const unrecognised = (name = 'the text') => ({
  problem: `${name} has no sign of a format that can be imported`,
  allowed: IMPORT_FORMATS.join(', '),
  next: 'Check that this is the right file; if it is, say which it is with --format.',
});
