import { listed } from '../normalise/steps.ts';
import { own } from '../own.ts';
import type { Mistake } from '../parse/shape.ts';
import type { Process, Rule } from '../schema.ts';
import { messagesOf } from './messages.ts';
import { unknowns } from './unknown.ts';

type Variables = NonNullable<Process['variables']>[string];
type Path = Mistake['path'];

/** Rules: actors, variables, values, messages and steps that exist. */
export const mistakesInRules = (process: Process): readonly Mistake[] => {
  const rules = process.rules ?? [];
  const actors = [...(process.pattern === 'choreography' ? [] : ['coordinator']), ...Object.keys(process.services)];
  const { events, commands } = messagesOf(process);
  const messages = [...events, ...commands];
  const handled = [...messages, ...rules.flatMap(({ on }) => (typeof on === 'string' ? [on] : []))];
  const known = sendable(handled, process);
  const steps = process.steps.map(({ id }) => id);
  return [
    ...unknowns(['variables'], 'actor', Object.keys(process.variables ?? {}), actors, 'name a service'),
    ...rules.flatMap((rule, index) => {
      const path: Path = ['rules', index];
      const heard = typeof rule.on === 'string' ? [rule.on] : [];
      if (!actors.includes(rule.actor))
        return unknowns([...path, 'actor'], 'actor', [rule.actor], actors, 'name a service');
      return [
        ...unknowns([...path, 'on'], 'message', heard, messages, 'let somebody send it'),
        ...unknowns([...path, 'send'], 'message', listed(rule.send), known, 'let somebody handle it'),
        ...unknowns([...path, 'applies'], 'step', listed(rule.applies), steps, 'name a step of this document'),
        ...unknowns([...path, 'undoes'], 'step', listed(rule.undoes), steps, 'name a step of this document'),
        ...values(own(process.variables, rule.actor) ?? {}, rule, path),
      ];
    }),
  ];
};

/** What only rules send counts as known only if somebody handles it. */
const sendable = (handled: readonly string[], process: Process): readonly string[] => {
  const invented = new Set((process.rules ?? []).flatMap(({ send }) => listed(send)));
  const withoutRules = messagesOf({ ...process, rules: [] });
  const known = new Set([...withoutRules.events, ...withoutRules.commands]);
  const heard = new Set((process.rules ?? []).flatMap(({ on }) => (typeof on === 'string' ? [on] : [])));
  return handled.filter((name) => known.has(name) || heard.has(name) || !invented.has(name));
};

const values = (variables: Variables, rule: Rule, path: Path): readonly Mistake[] => [
  ...Object.entries(rule.when ?? {}).flatMap(([name, test]) => {
    const tested = typeof test === 'object' && !Array.isArray(test) ? Object.values(test) : [test].flat();
    return fits(variables, name, tested, [...path, 'when', name]);
  }),
  ...Object.entries(rule.set ?? {}).flatMap(([name, assigned]) =>
    fits(variables, name, [typeof assigned === 'object' ? assigned.add : assigned], [...path, 'set', name]),
  ),
];

const fits = (
  variables: Variables,
  name: string,
  tested: readonly (string | number)[],
  path: Path,
): readonly Mistake[] => {
  const variable = own(variables, name);
  if (!variable) return unknowns(path, 'variable', [name], Object.keys(variables), 'declare it under `variables:`');
  const allowed = 'max' in variable ? `whole numbers from 0 to ${variable.max}` : variable.values.join(' | ');
  const holds = (value: string | number) =>
    'max' in variable ? typeof value === 'number' && value <= variable.max : variable.values.includes(String(value));
  return tested
    .filter((value) => !holds(value))
    .map((value) => ({
      path,
      problem: `"${name}" can never be ${value}`,
      allowed,
      next: 'change the value or the variable',
    }));
};
