import { escapeXml } from '../escape-xml.ts';

/**
 * A Mermaid diagram of this folder as a self-contained SVG: no script, no font or style from elsewhere, colours written
 * out so that viewers without CSS variables show it too. Laid out by beautiful-mermaid (MIT) on elkjs (EPL-2.0),
 * loaded on first use.
 */
export const mermaidToSvg = async (mermaid: string, title: string): Promise<string> => {
  const { renderMermaidSVG } = await import('beautiful-mermaid');
  const drawn = renderMermaidSVG(mermaid, { ...PALETTE, font: 'Helvetica', nodeSpacing: 28, layerSpacing: 48 });
  return titled(readEntities(withoutVariables(withoutImports(drawn))), title);
};

const PALETTE = {
  bg: '#ffffff',
  fg: '#1f2328',
  line: '#57606a',
  accent: '#24292f',
  muted: '#424a53',
  surface: '#f6f8fa',
  border: '#8c959f',
} as const;

/** The renderer's derived variables, resolved with its own rules for the palette above. */
const VARIABLES: Readonly<Record<string, string>> = {
  '--bg': PALETTE.bg,
  '--fg': PALETTE.fg,
  '--_text': PALETTE.fg,
  '--_text-sec': PALETTE.muted,
  '--_text-muted': PALETTE.muted,
  '--_text-faint': '#6e7781',
  '--_line': PALETTE.line,
  '--_arrow': PALETTE.accent,
  '--_node-fill': PALETTE.surface,
  '--_node-stroke': PALETTE.border,
  '--_group-fill': PALETTE.bg,
  '--_group-hdr': '#eaeef2',
  '--_inner-stroke': '#d0d7de',
  '--_key-badge': '#d0d7de',
};

const withoutImports = (svg: string): string => svg.replace(/@import url\([^)\n]*\);/g, '');

const withoutVariables = (svg: string): string =>
  svg
    .replace(/^\s*--_[a-z-]+:[^;\n]*;$/gm, '')
    .replace(/var\((--[a-z_-]+)\)/g, (whole, name: string) => VARIABLES[name] ?? whole);

/** Mermaid writes a character with a meaning as `#59;`; XML writes it as `&#59;`. Only text is touched, never colours. */
const readEntities = (svg: string): string =>
  svg.replace(/>([^<>]*)</g, (_, text: string) => `>${text.replace(/#(\d{1,7});/g, '&#$1;')}<`);

const titled = (svg: string, title: string): string =>
  svg.replace(/^(<svg [^>]*)>/, (_, open: string) => `${open} role="img"><title>${escapeXml(title)}</title>`);
