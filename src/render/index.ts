import Handlebars from 'handlebars';
import { quote } from './quote.ts';

/** Renders a template of `prompts/` with a view that holds every field the template names. */
export const render = (templates: Readonly<Record<string, string>>, name: string, view: object): string => {
  return `${compiled(
    templates,
    name,
  )(view)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
};

const HELPERS = {
  /** `{{join list ", "}}` */
  join: (list: readonly string[], separator: string) => list.join(separator),
  /** `{{#if (eq kind "saga")}}` */
  eq: (a: unknown, b: unknown) => a === b,
  /** `{{oneLine text}}`: text of others, on one line and short enough to quote. */
  oneLine: (text: string) => quote(text),
  inc: (index: number) => index + 1,
};

const environments = new WeakMap<object, Map<string, Handlebars.TemplateDelegate>>();

/** Templates may include each other by name, so the whole set is registered once. */
const compiled = (templates: Readonly<Record<string, string>>, name: string): Handlebars.TemplateDelegate => {
  const known = environments.get(templates) ?? compileAll(templates);
  environments.set(templates, known);
  const template = known.get(name);
  if (template === undefined) throw new Error(`no template ${name}`);
  return template;
};

const compileAll = (templates: Readonly<Record<string, string>>): Map<string, Handlebars.TemplateDelegate> => {
  const environment = Handlebars.create();
  environment.registerHelper(HELPERS);
  environment.registerPartial(templates);
  // Markdown is not HTML: entities would reach the reader as they are. Compilation happens at the first use.
  const compile = (source: string) => environment.compile(source, { strict: true, noEscape: true });
  return new Map(Object.entries(templates).map(([name, source]) => [name, compile(source)]));
};
