/** The variables of the lowered form, and the words for their values. */

export const status = 'status';
export const stage = { new: 0, running: 1, undoing: 2, completed: 3, cancelled: 4, partial: 5 } as const;
export const stageWords = ['not started', 'running', 'undoing', 'completed', 'cancelled', 'partly done'] as const;

/** What the coordinator knows of a task. */
export const view = (task: string): string => `${task}.view`;
export const seenAs = {
  idle: 0,
  waiting: 1,
  done: 2,
  failed: 3,
  undoing: 4,
  undone: 5,
  skipped: 6,
  escalated: 7,
  kept: 8,
} as const;
export const viewWords = [
  'not asked for',
  'waited for',
  'done',
  'refused',
  'being undone',
  'undone',
  'skipped',
  'with people',
  'kept, its undo was refused',
] as const;

/** What its service has done about a task. */
export const state = (task: string): string => `${task}.state`;
export const work = { none: 0, applied: 1, undone: 2, refused: 3, checked: 4, declined: 5 } as const;
export const stateWords = ['nothing', 'in effect', 'undone', 'barred', 'checked', 'refused'] as const;

/** How often a task took effect, and was undone: 0, 1, more than once. */
export const effects = (task: string): string => `${task}.effects`;
export const undos = (task: string): string => `${task}.undos`;
export const moreThanOnce = 2;

/** Whether the coordinator has seen an event that a branch depends on. */
export const saw = (event: string): string => `saw ${event}`;
