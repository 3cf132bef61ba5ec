import { Document, isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import { type Process, processSchema } from './schema.ts';

/** What fits on one line with its key and stays readable. */
const flowWidth = 100;

/**
 * The canonical text of a document: YAML, keys in the order of the schema, small values on one line. Nothing is added
 * and nothing left out: parsing it gives the same document.
 */
export const printProcess = (process: Process): string => {
  const document = new Document(processSchema.parse(process), { version: '1.2' });
  if (isMap(document.contents)) for (const { value } of document.contents.items) arrange(value, 1);
  return document.toString({ lineWidth: 0, flowCollectionPadding: true });
};

/** Sets what is short and flat enough on one line, from the outside in. */
const arrange = (node: unknown, depth: number): void => {
  if (!isMap(node) && !isSeq(node)) return;
  if (nesting(node) <= 2 && width(node) + depth * 2 <= flowWidth && !isList(node)) {
    node.flow = true;
    return;
  }
  for (const item of node.items) arrange(isPair(item) ? item.value : item, depth + 1);
};

/** Steps, reactions and rules read better one below the other. */
const isList = (node: Node): boolean => isSeq(node) && node.items.some((item) => isMap(item));

const nesting = (node: unknown): number => {
  if (!isMap(node) && !isSeq(node)) return 0;
  return 1 + Math.max(0, ...node.items.map((item: unknown) => nesting(isPair(item) ? item.value : item)));
};

const width = (node: unknown): number => {
  if (isPair(node)) return width(node.key) + 2 + width(node.value);
  if (isMap(node) || isSeq(node)) return node.items.reduce((sum: number, item: unknown) => sum + width(item) + 2, 4);
  return isScalar(node) ? String(node.value).length : 0;
};
