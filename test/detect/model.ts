import { readFileSync } from 'node:fs';
import { detectionModelSchema } from '../../src/knowledge/detection-schema.ts';

/** The committed model as text, and read. */
export const modelText = readFileSync(new URL('../../knowledge/detection/model.json', import.meta.url), 'utf8');
export const model = detectionModelSchema.parse(JSON.parse(modelText));
