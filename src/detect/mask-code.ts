/**
 * Blanks what is quoted from a machine rather than said: fenced code, links and file names. Every character keeps its
 * place. Linear: each pattern begins with a character that is rare in talk.
 */
export function maskCode(text: string): string {
  let masked = text;
  if (masked.includes('```')) masked = masked.replace(fence, blank);
  if (masked.includes('://')) masked = masked.replace(link, blank);
  return masked.includes('.') ? maskFiles(masked) : masked;
}

const blank = (quoted: string): string => ' '.repeat(quoted.length);

const fence = /```[^`]*(?:```|$)/g;
const link = /https?:\/\/[^\s)>\]]+/g;
const extension =
  /\.(?:tsx?|jsx?|mjs|go|py|java|cs|rb|rs|kt|php|sql|ya?ml|json|md|txt|csv|log|xml|toml|proto)(?![\p{L}\p{N}_])(?::\d{1,6})?/gu;
const longestPath = 200;

/** A file name is known by its extension, and read backwards from it. */
function maskFiles(text: string): string {
  let masked = '';
  let done = 0;
  for (const match of text.matchAll(extension)) {
    let start = match.index;
    while (start > done && match.index - start < longestPath && inPath.test(text[start - 1] ?? '')) start -= 1;
    const end = match.index + match[0].length;
    masked += text.slice(done, start) + ' '.repeat(end - start);
    done = end;
  }
  return masked + text.slice(done);
}

const inPath = /[\w./\\-]/;
