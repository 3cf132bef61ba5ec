import type { Model } from '../../process/rules.ts';
import type { Action, Program } from '../program.ts';

/** Actions that do for one another: once it can, one of them happens in the end. */
export type Fairness = Readonly<{
  /** weak: if it can happen all the time. strong: if it can happen again and again. */
  kind: 'weak' | 'strong';
  actions: readonly Action[];
}>;

/**
 * What may be counted on once faults stop: messages are taken in the end, timers fire and what is due is done, and what
 * is tried again and again succeeds.
 */
export const fairnessOf = (model: Model, { actions }: Program): readonly Fairness[] => {
  const normal = actions.filter(
    ({ fault, overwritten, rule }) => fault === null && overwritten === null && rule !== null,
  );
  const ruleOf = ({ rule }: Action) => (rule === null ? undefined : model.rules[rule]);
  const retried = new Set(
    normal.flatMap((action) => ((ruleOf(action)?.renews ?? []).length > 0 ? (ruleOf(action)?.act.step ?? []) : [])),
  );
  const taken = model.messages.map(({ id }) => normal.filter((action) => ruleOf(action)?.on === id));
  const alone = normal.filter((action) => ruleOf(action)?.on === null).map((action) => [action]);
  const again = normal.filter((action) => {
    const act = ruleOf(action)?.act;
    return act?.kind === 'apply' && act.step !== null && retried.has(act.step);
  });
  return [
    ...[...taken, ...alone]
      .filter(({ length }) => length > 0)
      .map((group): Fairness => ({ kind: 'weak', actions: group })),
    ...again.map((action): Fairness => ({ kind: 'strong', actions: [action] })),
  ];
};
