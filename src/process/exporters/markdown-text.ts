/**
 * Text of a document inside Markdown: one line, nothing in it marks up, links or closes anything; invisible and
 * bidirectional characters are shown.
 */
export const markdownText = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(
      /[\p{C}\p{Default_Ignorable_Code_Point}]/gu,
      (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
    )
    .replace(/[\\`*_{}[\]<>()#+!|~&$@:-]/g, (character) => (PLAIN.has(character) ? character : `\\${character}`))
    // A bare address would become a link by itself.
    .replaceAll('://', '\\://');

/** Marks that only mean something in company that is escaped. */
const PLAIN: ReadonlySet<string> = new Set(['(', ')', '+', ':', '-', '{', '}', '$', '@']);
