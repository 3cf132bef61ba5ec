import DOMPurify from 'dompurify';
import mermaid from 'mermaid';

// Without a browser DOMPurify refuses to work and mermaid cannot load its flow and state grammars. Parsing sanitises no
// markup, so inert hooks are enough here; the slow tests let a real browser draw with the real ones.
Object.assign(DOMPurify, { addHook: () => {}, sanitize: (text: string) => text });

/** The type of diagram that mermaid 11 recognises; rejects with its message when the text does not parse. */
export const diagramType = async (text: string): Promise<string> => {
  const parsed = await mermaid.parse(text);
  return parsed ? parsed.diagramType : 'none';
};
