import type { Model } from '../../process/rules.ts';
import type { Action, Program } from '../program.ts';

/** Names that both TLA+ and C take, unique, close to those of the document. */
export type Names = Readonly<{ variable: (id: string) => string; action: (action: Action) => string }>;

const reserved = new Set(['net', 'vars', 'Init', 'Next', 'Spec']);

/** The names of everything in a program. */
export const namesOf = (model: Model, { variables, actions }: Program): Names => {
  const taken = new Set(reserved);
  const unique = (wish: string): string => {
    const clean = wish.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/^(?=\d|_)/, 'v');
    let name = clean;
    for (let number = 2; taken.has(name); number += 1) name = `${clean}_${number}`;
    taken.add(name);
    return name;
  };
  const ofVariables = new Map(variables.map(({ id }) => [id, unique(id)]));
  const ofActions = new Map(actions.map((action) => [action.id, unique(wish(model, action))]));
  return {
    variable: (id) => ofVariables.get(id) ?? id,
    action: ({ id }) => ofActions.get(id) ?? `action_${id}`,
  };
};

const wish = (model: Model, { rule, fault, sent, subject, overwritten }: Action): string => {
  const done = rule === null ? (subject ?? '') : (model.rules[rule]?.id ?? '');
  const over = overwritten === null ? '' : ` over ${model.rules[overwritten]?.id}`;
  const capital = done.charAt(0).toUpperCase() + done.slice(1);
  return `${capital}${over}${fault === null ? '' : ` ${fault}${fault === 'crash' ? ` after ${sent}` : ''}`}`;
};
