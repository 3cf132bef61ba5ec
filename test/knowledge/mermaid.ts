import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

type Sanitizer = { addHook?: () => void; sanitize?: (text: string) => string };

/** Parses Mermaid text with Mermaid's own parser, in Node. Resolves to the kind of diagram, rejects on a syntax error. */
export const parseMermaid = async (text: string): Promise<string> => {
  const { default: mermaid } = await loaded;
  const { diagramType } = await mermaid.parse(text);
  return diagramType;
};

/** Mermaid cleans labels with DOMPurify, which needs a browser. Nothing is rendered here, so text may pass as it is. */
const load = async () => {
  const beside = createRequire(import.meta.resolve('mermaid'));
  const path = beside.resolve('dompurify').replace('purify.cjs.js', 'purify.es.mjs');
  const { default: sanitizer }: { default: Sanitizer } = await import(pathToFileURL(path).href);
  sanitizer.addHook = () => undefined;
  sanitizer.sanitize = (text) => text;
  return import('mermaid');
};

const loaded = load();
