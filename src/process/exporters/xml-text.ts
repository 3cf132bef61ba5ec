import { escapeXml } from '../../escape-xml.ts';

/** An XML element; attributes without a value are left out. */
export type Xml = Readonly<{
  name: string;
  attributes: Readonly<Record<string, string | number | undefined>>;
  children: readonly (Xml | string)[];
}>;

/** Builds an element; names are the exporter's own words, never text of a document. */
export const xml = (
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...children: readonly (Xml | string | readonly Xml[])[]
): Xml => ({ name, attributes, children: children.flat() });

/** A whole document, indented. Text and attribute values are escaped; characters XML 1.0 forbids become U+FFFD. */
export const printXml = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${print(root, '')}\n`;

const print = ({ name, attributes, children }: Xml, indent: string): string => {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`],
  );
  const open = `${indent}<${name}${written.join('')}`;
  if (children.length === 0) return `${open}/>`;
  if (children.every((child) => typeof child === 'string'))
    return `${open}>${children.map(escapeXml).join('')}</${name}>`;
  const inner = children.map((child) => (typeof child === 'string' ? escapeXml(child) : print(child, `${indent}  `)));
  return `${open}>\n${inner.join('\n')}\n${indent}</${name}>`;
};
