import type { DocumentCommand } from './document-command.ts';

/** The commands that turn process documents into other things. */
export const DOCUMENT_COMMANDS: readonly DocumentCommand[] = [
  {
    name: 'export',
    summary:
      'a process document as asyncapi, bpmn, decision-record, eventcatalog, message-schemas, runbook, serverless-workflow or xstate, or as tla or promela for a model checker',
    option: 'format',
    load: async () => (await import('./export.ts')).exportDocument,
  },
  {
    name: 'import',
    summary:
      'a draft out of amazon-states-language, asyncapi, bpmn, eventcatalog, mermaid-sequence, mermaid-state or serverless-workflow',
    option: 'format',
    load: async () => (await import('./import.ts')).importDocument,
  },
  {
    name: 'svg',
    summary: 'drawings as SVG: sequence, failures, state, layers or context',
    option: 'view',
    load: async () => (await import('./svg.ts')).drawDocument,
  },
  {
    name: 'story-test',
    summary: 'what goes wrong as a failing test: typescript or go',
    option: 'language',
    load: async () => (await import('./story-test.ts')).storyAsTest,
  },
  {
    name: 'story',
    summary: 'a trace of TLC or SPIN told as a story',
    option: 'trace',
    load: async () => (await import('./story.ts')).storyOfTrace,
  },
];
