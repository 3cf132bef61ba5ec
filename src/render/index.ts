import Handlebars from 'handlebars';

/** Renders a template of `prompts/` with a view that holds every field the template names. */
export const render = (templates: Readonly<Record<string, string>>, name: string, view: object): string => {
  const source = templates[name];
  if (source === undefined) throw new Error(`no template ${name}`);
  return `${compiled(source)(view)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
};

const environment = Handlebars.create();
environment.registerHelper({
  /** `{{join list ", "}}` */
  join: (list: readonly string[], separator: string) => list.join(separator),
  /** `{{#if (eq kind "saga")}}` */
  eq: (a: unknown, b: unknown) => a === b,
  /** `{{oneLine text}}`: text of others, on one line and short enough to quote. */
  oneLine: (text: string) => quote(text),
  inc: (index: number) => index + 1,
});

const cache = new Map<string, Handlebars.TemplateDelegate>();

const compiled = (source: string): Handlebars.TemplateDelegate => {
  const known = cache.get(source);
  if (known !== undefined) return known;
  // Markdown is not HTML: entities would reach the reader as they are.
  const template = environment.compile(source, { strict: true, noEscape: true, knownHelpersOnly: false });
  cache.set(source, template);
  return template;
};

const MOST_QUOTED = 160;

/** Other people's words inside an answer: control, bidirectional and invisible characters shown, one line, capped. */
export const quote = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const visible = line.replaceAll(HIDDEN, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
  return visible.length > MOST_QUOTED ? `${visible.slice(0, MOST_QUOTED - 1)}…` : visible;
};

const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
