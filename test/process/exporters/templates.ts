import { readFileSync } from 'node:fs';
import type { RenderTemplate } from '../../../src/process/exporters/index.ts';
import { render } from '../../../src/render/index.ts';

const templates = Object.fromEntries(
  ['decision-record', 'runbook'].map((name) => [
    name,
    readFileSync(new URL(`../../../prompts/${name}.hbs`, import.meta.url), 'utf8'),
  ]),
);

/** The real templates, rendered as the program does. */
export const renderTemplate: RenderTemplate = (template, view) => render(templates, template, view);
