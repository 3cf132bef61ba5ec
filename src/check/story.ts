import type { NormalisedProcess } from '../process/normalised.ts';
import type { Act, Model, Rule } from '../process/rules.ts';
import type { Layout } from './layout.ts';
import { read } from './layout.ts';
import type { Action, Fault, Program } from './program.ts';
import { met, take } from './transition.ts';

/** A message on its way, by the names of the document. */
export type Sent = Readonly<{ message: string; to: string }>;

/** One step of a story, in the names of the document. */
export type StoryStep = Readonly<{
  /** Who acts; null when a message is lost between two parties. */
  actor: string | null;
  receives: string | null;
  /** Who sent what is received; null when nothing is, or nobody in the process did. */
  from: string | null;
  act: Act['kind'] | null;
  /** The step of the process that this is about. */
  step: string | null;
  /** The timer that goes off, of an actor written as rules. */
  timer: string | null;
  /** What an actor written as rules holds from now on. */
  sets: readonly Readonly<{ what: string; is: string }>[];
  sends: readonly Sent[];
  /** What the crash or the channel swallowed. */
  lost: readonly Sent[];
  fault: Fault | null;
  /** The message whose handling is overwritten by this one. */
  overwrites: string | null;
}>;

/** A story and where it leaves everybody. */
export type Story = Readonly<{
  steps: readonly StoryStep[];
  /** Per party what it holds at the end, where that is not the initial value. */
  finalState: readonly Readonly<{ party: string; what: string; is: string }>[];
  /** Messages that are still there at the end. */
  inFlight: readonly Sent[];
}>;

/** Everything a story is told from. */
export type Cast = Readonly<{ process: NormalisedProcess | null; model: Model; program: Program; layout: Layout }>;

/** Tells a sequence of actions from the initial state on. */
export const storyOf = (cast: Cast, initial: Int32Array, actions: readonly number[]): Story => {
  const { program, layout } = cast;
  let state = initial;
  let places = layout.groups.map(({ slots }) => slots.map((_, index) => index));
  const steps: StoryStep[] = [];
  for (const id of actions) {
    const action = program.actions[id];
    const transition = action && take(program, layout, action, state);
    if (!transition) throw new Error(`action ${id} is not possible here`);
    steps.push(told(cast, action, state, renaming(cast, places)));
    state = transition.after;
    places = places.map((order, group) => (transition.moved[group] ?? []).map((from) => order[from] ?? from));
  }
  return { steps, ...ending(cast, state, renaming(cast, places)) };
};

type Rename = (name: string) => string;

/** Members of a fan-out keep their number through a story although the search sorts them. */
const renaming =
  ({ layout }: Cast, places: readonly (readonly number[])[]): Rename =>
  (name) => {
    for (const [index, group] of layout.groups.entries()) {
      const found = new RegExp(`(^|[@/])${group.name}-(\\d+)`).exec(name);
      if (!found) continue;
      const place = places[index]?.[Number(found[2]) - 1] ?? 0;
      return name.replace(found[0], `${found[1]}${group.name}-${place + 1}`);
    }
    return name;
  };

const told = (cast: Cast, action: Action, state: Int32Array, rename: Rename): StoryStep => {
  const rule = action.rule === null ? null : (cast.model.rules[action.rule] ?? null);
  const overwritten = action.overwritten === null ? null : (cast.model.rules[action.overwritten] ?? null);
  if (!rule) return withoutRule(cast, action, rename);
  const sent = rule.send.map((send) => ({
    out: met(send.when ?? [], cast.layout, state),
    copies: send.copies.map((id) => sentCopy(cast, id, rename)),
  }));
  const part = (from: number, to: number) => sent.slice(from, to).flatMap(({ out, copies }) => (out ? copies : []));
  return {
    actor: partyName(cast, rule.actor),
    receives: messageName(cast, rule),
    from: senderName(cast, rule.on),
    act: rule.act.kind,
    step: rule.act.step === null ? null : rename(rule.act.step),
    timer: rule.act.timer ?? null,
    sets: changes(cast, rule, state),
    sends: part(0, action.sent),
    lost: part(action.sent, sent.length),
    fault: action.fault,
    overwrites: overwritten && (messageName(cast, overwritten) ?? overwritten.act.kind),
  };
};

const withoutRule = (cast: Cast, { fault, subject }: Action, rename: Rename): StoryStep => {
  const nobody = {
    receives: null,
    from: null,
    act: null,
    step: null,
    timer: null,
    sets: [],
    sends: [],
    overwrites: null,
    fault,
  } as const;
  if (fault === 'restart') return { ...nobody, actor: partyName(cast, subject ?? ''), lost: [] };
  const copy = sentCopy(cast, subject ?? '', rename);
  if (fault !== 'dropped') return { ...nobody, actor: null, lost: [copy] };
  return { ...nobody, actor: copy.to, receives: copy.message, from: senderName(cast, subject), lost: [] };
};

/** Of the short forms the act says it all. */
const changes = ({ model, layout }: Cast, { act, set }: Rule, state: Int32Array): StoryStep['sets'] =>
  act.kind !== 'rule' && act.kind !== 'timer'
    ? []
    : set.flatMap((assignment) => {
        const variable = model.variables.find(({ id }) => id === assignment.variable);
        if (!variable || !('to' in assignment) || read(state, 0, layout.field(variable.id)) === assignment.to)
          return [];
        const what = variable.id.slice(variable.id.indexOf('.') + 1);
        return [{ what, is: variable.words?.[assignment.to] ?? `${assignment.to}` }];
      });

/** Messages with several senders come from whoever sent them last, which is not known here. */
const senderName = (cast: Cast, on: string | null): string | null => {
  const from = cast.model.messages.find(({ id }) => id === on)?.from ?? null;
  return from === null ? null : partyName(cast, from);
};

const messageName = ({ model }: Cast, { on }: Rule): string | null =>
  model.messages.find(({ id }) => id === on)?.name ?? null;

const sentCopy = (cast: Cast, id: string, rename: Rename): Sent => {
  const message = cast.model.messages.find((each) => each.id === id);
  const member = message?.slot ? memberOf(rename(id)) : '';
  return { message: `${message?.name ?? id}${member}`, to: message?.to ? partyName(cast, message.to) : 'outside' };
};

const memberOf = (id: string): string => {
  const found = /-(\d+)(?:\.undo)?$/.exec(id);
  return found ? ` ${found[1]}` : '';
};

/** The name a reader knows an actor by: services by their own, the coordinator by that of its host. */
export const partyName = ({ process, model }: Pick<Cast, 'process' | 'model'>, actor: string): string => {
  const instance = /^(\d+):(.*)$/.exec(actor);
  if (instance) return `${partyName({ process, model }, instance[2] ?? '')} ${instance[1]}`;
  if (actor !== 'coordinator' || !process?.coordinator) return actor;
  const host = process.coordinator.service;
  return host in process.services && process.steps.some(({ service }) => service === host)
    ? `${host} coordinator`
    : host;
};

const ending = (cast: Cast, state: Int32Array, rename: Rename): Pick<Story, 'finalState' | 'inFlight'> => ({
  finalState: cast.model.variables.flatMap((variable) => {
    const value = read(state, 0, cast.layout.field(variable.id));
    if (!variable.words || value === variable.initial) return [];
    const [what = ''] = rename(variable.id).replace(/^\d+:/, '').split('.');
    return [{ party: partyName(cast, variable.actor ?? 'process'), what, is: variable.words[value] ?? `${value}` }];
  }),
  inFlight: cast.model.messages.flatMap(({ id }) =>
    read(state, 0, cast.layout.field(id)) === 1 ? [sentCopy(cast, id, rename)] : [],
  ),
});
