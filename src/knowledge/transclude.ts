import { fail, ok, type Result, type UserError } from '../errors.ts';

/** Reads a file beside the Markdown that names it; undefined when there is none. */
export type ReadSibling = (path: string) => string | undefined;

const FENCE = /^```(\w+) source="([^"#]+)(?:#([\w.]+))?"\n(?:[\s\S]*?\n)??```$/gm;
const ANY_FENCE = /^```(.*)$/gm;

/**
 * Fills every fence of a Markdown text from the file its info string names (`go source="relay.go#Relay.Run"`), so that
 * no code in prose is typed by hand. A fence without a source, a missing file or an unknown declaration is an error.
 */
export const transclude = (file: string, markdown: string, read: ReadSibling): Result<string> => {
  const errors: UserError[] = handTyped(file, markdown);
  const filled = markdown.replaceAll(FENCE, (fence, language: string, path: string, name: string | undefined) => {
    const text = read(path);
    const code = text === undefined ? undefined : excerpt(language, text, name);
    if (code === undefined) {
      errors.push(missing(file, path, name));
      return fence;
    }
    const info = name === undefined ? path : `${path}#${name}`;
    return `\`\`\`${language} source="${info}"\n${code}\n\`\`\``;
  });
  return errors.length === 0 ? ok(filled) : fail(...errors);
};

/** One declaration of a Go or TypeScript source with its doc comment, or the whole file; `// want` marks are left out. */
export const excerpt = (language: string, text: string, name: string | undefined): string | undefined => {
  const clean = text.replaceAll(/[ \t]*\/\/ want [\w ,-]+$/gm, '').trimEnd();
  if (name === undefined) return clean;
  const lines = clean.split('\n');
  const start = lines.findIndex((line) => declares(language, line, name));
  if (start < 0) return undefined;
  return lines.slice(commentStart(lines, start), declarationEnd(lines, start) + 1).join('\n');
};

const declares = (language: string, line: string, name: string): boolean => {
  const [owner, member] = name.split('.');
  if (language !== 'go') return new RegExp(`^export (?:async )?(?:const|function|type|class) ${name}\\b`).test(line);
  if (member === undefined) return new RegExp(`^(?:func|type|var|const) ${owner}\\b`).test(line);
  return new RegExp(`^func \\(\\w+ \\*?${owner}(?:\\[\\w+\\])?\\) ${member}\\b`).test(line);
};

const commentStart = (lines: readonly string[], start: number): number => {
  let first = start;
  while (first > 0 && /^(?:\/\/|\/\*\*| \*)/.test(lines[first - 1] ?? '')) first -= 1;
  return first;
};

/** Formatters indent a body and put its closing bracket in column 0: the next other line in column 0 is not ours. */
const declarationEnd = (lines: readonly string[], start: number): number => {
  const next = lines.findIndex((line, index) => index > start && /^[^\s})\]]/.test(line));
  let end = next < 0 ? lines.length - 1 : next - 1;
  while (end > start && lines[end]?.trim() === '') end -= 1;
  return end;
};

const handTyped = (file: string, markdown: string): UserError[] => {
  const markers = [...markdown.matchAll(ANY_FENCE)];
  return markers
    .filter((marker, index) => index % 2 === 0 && !/ source="/.test(marker[1] ?? ''))
    .map((marker) => {
      const line = markdown.slice(0, marker.index).split('\n').length;
      return {
        at: `${file}:${line}`,
        problem: `${file}:${line}: a hand-typed code fence`,
        allowed: 'a fence whose info string names its file: go source="relay.go#Relay.Run"',
        next: 'Move the code to a file beside the text and name it in the fence.',
      };
    });
};

const missing = (file: string, path: string, name: string | undefined): UserError => ({
  at: file,
  problem: `${file}: ${path}${name === undefined ? '' : `#${name}`} is not there`,
  allowed: 'a file beside the text and the name of a top-level declaration in it',
  next: `Create it or correct the fence in ${file}.`,
});
