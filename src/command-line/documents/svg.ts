import { type DrawRequest, drawSvg, failurePaths } from '../../draw/index.ts';
import { ok } from '../../errors.ts';
import { normalise } from '../../process/normalise.ts';
import { parsedDocument } from '../../tools/document-input.ts';
import { choice, type DocumentWork } from './document-command.ts';

const VIEWS = ['sequence', 'failures', 'state', 'layers', 'context'] as const;

/** Drawings of a process document as SVG files. */
export const drawDocument: DocumentWork = async (text, { view }, context) => {
  const chosen = choice('view', VIEWS, view ?? 'sequence');
  if (!chosen.ok) return chosen;
  const parsed = await parsedDocument(text, context);
  if (!parsed.ok) return parsed;
  const process = normalise(parsed.value.process);
  const requests: readonly DrawRequest[] =
    chosen.value === 'failures'
      ? failurePaths(process).map((path) => ({ kind: 'failure', path }))
      : [{ kind: chosen.value }];
  const drawn = await Promise.all(requests.map((request) => drawSvg(process, request)));
  const files = Object.fromEntries(
    drawn.map((svg, index) => [`${process.id}.${chosen.value}${drawn.length > 1 ? `-${index + 1}` : ''}.svg`, svg]),
  );
  return ok({ text: `${drawn.join('\n')}\n`, notice: '', data: { view: chosen.value, files }, files });
};
