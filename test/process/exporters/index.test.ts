import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EXPORT_FORMATS, exportProcess } from '../../../src/process/exporters/index.ts';
import { normalise } from '../../../src/process/normalise.ts';
import { processes } from '../arbitrary.ts';
import { renderTemplate } from './templates.ts';

test.each(EXPORT_FORMATS)(
  '%s: paths stay inside the folder, bytes are the same each time, losses are sorted',
  (format) => {
    fc.assert(
      fc.property(processes(), (written) => {
        const process = normalise(written);
        const { files, lost } = exportProcess(process, format, renderTemplate);
        for (const path of Object.keys(files)) {
          expect(path).toMatch(/^[A-Za-z][\w.-]*(?:\/[A-Za-z][\w.-]*)*$/);
          expect(path).not.toContain('..');
        }
        expect(Object.keys(files).length > 0 || process.coordinator === null).toBe(true);
        expect(exportProcess(normalise(written), format, renderTemplate)).toEqual({ files, lost });
        expect(lost.map(({ path }) => path)).toEqual(lost.map(({ path }) => path).toSorted());
        expect(new Set(lost.map(({ path }) => path)).size).toBe(lost.length);
      }),
      { numRuns: 6 },
    );
  },
);
