import type { Entry } from './entries.ts';

/** A whole entry as Markdown that stands alone, without its title. */
export const entryMarkdown = (entry: Entry): string =>
  [
    entry.summary,
    ...listed('When', entry.when),
    ...listed('When not', entry.whenNot),
    entry.body,
    ...listed('Related', entry.related),
    ...listed(
      'Sources',
      entry.sources.map(({ title, url }) => `[${title}](${url})`),
    ),
  ].join('\n\n');

/** A bold heading with a list below it; nothing where there is nothing to list. */
export const listed = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`**${heading}**\n\n${lines.map((line) => `- ${line}`).join('\n')}`];
