import type { NormalisedProcess } from '../normalised.ts';
import { exportAsyncapi } from './asyncapi.ts';
import { exportBpmn } from './bpmn.ts';
import { exportDecisionRecord, type RenderTemplate } from './decision-record.ts';
import { exportEventcatalog } from './eventcatalog.ts';
import type { Exported } from './exported.ts';
import { exportMessageSchemas } from './message-schemas.ts';
import { exportRunbook } from './runbook.ts';
import { exportServerlessWorkflow } from './serverless-workflow.ts';
import { exportXstate } from './xstate.ts';

export type { RenderTemplate } from './decision-record.ts';
export type { Exported } from './exported.ts';

/** The formats a process can be exported to. */
export const EXPORT_FORMATS = [
  'asyncapi',
  'bpmn',
  'decision-record',
  'eventcatalog',
  'message-schemas',
  'runbook',
  'serverless-workflow',
  'xstate',
] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/**
 * Exports a process: files by relative path, and what the format could not take. Pure; equal input gives equal bytes.
 * @param render renders a template of `prompts/`; only the two formats for people use it
 */
export const exportProcess = (process: NormalisedProcess, format: ExportFormat, render: RenderTemplate): Exported => {
  switch (format) {
    case 'asyncapi':
      return exportAsyncapi(process);
    case 'bpmn':
      return exportBpmn(process);
    case 'decision-record':
      return exportDecisionRecord(process, render);
    case 'eventcatalog':
      return exportEventcatalog(process);
    case 'message-schemas':
      return exportMessageSchemas(process);
    case 'runbook':
      return exportRunbook(process, render);
    case 'serverless-workflow':
      return exportServerlessWorkflow(process);
    case 'xstate':
      return exportXstate(process);
    default:
      return format satisfies never;
  }
};
