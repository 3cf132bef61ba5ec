import { ok } from '../../errors.ts';
import { EXPORT_FORMATS, exportProcess } from '../../process/exporters/index.ts';
import { normalise } from '../../process/normalise.ts';
import { parseProcess } from '../../process/parse.ts';
import { render } from '../../render/index.ts';
import { choice, type DocumentWork } from './document-command.ts';

/** A process document in another format; what the format cannot say is the notice. */
export const exportDocument: DocumentWork = async (text, { format }, { knowledge }) => {
  const chosen = choice('format', EXPORT_FORMATS, format);
  if (!chosen.ok) return chosen;
  const parsed = parseProcess(text, 'document');
  if (!parsed.ok) return parsed;
  const filled = (name: string, view: object) => render(knowledge.prompts(), name, view);
  const { files, lost } = exportProcess(normalise(parsed.value.process), chosen.value, filled);
  const names = Object.keys(files);
  const texts = Object.entries(files).map(([name, content]) =>
    names.length === 1 ? content : `--- ${name}\n${content}`,
  );
  const gaps = lost.map(({ path, why }) => `- ${path}: ${why}`);
  const notice = gaps.length === 0 ? '' : `Not said by ${chosen.value}:\n${gaps.join('\n')}`;
  return ok({ text: `${texts.join('\n')}\n`, notice, data: { format: chosen.value, files, lost }, files });
};
