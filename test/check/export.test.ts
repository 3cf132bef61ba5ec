import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../../src/check/compile.ts';
import { actionsOfStates } from '../../src/check/export/read-trace.ts';
import { actionsOfSpin } from '../../src/check/export/spin-trace.ts';
import { tlaOf } from '../../src/check/export/tla.ts';
import { spelled, tlaValue } from '../../src/check/export/tla-value.ts';
import { check, formalOf, storyFrom } from '../../src/check/index.ts';
import { interpret } from '../../src/check/interpret.ts';
import { noReductions } from '../../src/check/program.ts';
import { search } from '../../src/check/search.ts';
import { lower, lowerCompeting } from '../../src/process/lower/index.ts';
import { catalogueText, processFrom, words } from './documents.ts';
import { tlaChecker, tlaVerdict } from './tla-checker.ts';

const compiled = (id: string) => compile(lower(processFrom(catalogueText(id))), noReductions);

const fanOut = (ordering: string) => `
process: leaving
pattern: process_manager
delivery: { guarantee: at_least_once, ordering: ${ordering}, durable: true }
services: { stays: { outbox: true }, desk: { outbox: true } }
coordinator: { service: desk, durable: true, outbox: true, concurrency: version }
starts: Asked
steps:
  - { id: leave, service: stays, command: Leave, success: Left, forEach: guest, count: 2, idempotent: true }
outcomes: { completed: AllLeft }
`;

/** The slow tests do the same for every design of up to 20,000 states, and for SPIN. */
describe('an independent TLA+ checker', () => {
  it.each(['v6a', 'v6b', 'v6c', 'v7d', 'v7e'])('counts the same states of %s', (id) => {
    const { model, program } = compiled(id);
    const { states } = search(program, interpret(program), false, { states: 50_000, bytes: 1e9 });
    const { states_explored, success } = tlaChecker(tlaOf(model, program).text);
    expect({ states: states_explored, success }).toEqual({ states: states.count(), success: true });
  });

  it.each(['none', 'per_key', 'global'])('counts the same states of a fan-out, ordering %s', (ordering) => {
    const { model, program } = compile(lower(processFrom(fanOut(ordering))), noReductions);
    const { states } = search(program, interpret(program), false, { states: 5000, bytes: 1e9 });
    const { text } = tlaOf(model, program);
    expect(text).toMatch(/\\E self \\in Leave_members : Leave_Left\(self/);
    const { states_explored, error_message } = tlaChecker(text);
    expect([error_message ?? '', states_explored]).toEqual(['', states.count()]);
  });

  it.each([
    ['v6a', 'billing: { '],
    ['v7e', 'stays: { '],
  ])('counts the same states of %s where a party acknowledges before its work', (id, party) => {
    const text = catalogueText(id);
    const early = processFrom(text.replace(party, `${party}acknowledges: before, `));
    const { model, program } = compile(lower(early), noReductions);
    expect(program.actions.some(({ fault }) => fault === 'dropped')).toBe(true);
    const { states } = search(program, interpret(program), false, { states: 50_000, bytes: 1e9 });
    const { states_explored, success, error_message } = tlaChecker(tlaOf(model, program).text);
    expect([error_message ?? '', success, states_explored]).toEqual(['', true, states.count()]);
  });

  it('finds a message that was acknowledged and dropped, and its counterexample reads as our story', () => {
    const process = processFrom(catalogueText('v6a').replace('billing: { ', 'billing: { acknowledges: before, '));
    const { success, trace } = tlaVerdict(formalOf(process, 'tla'));
    expect(success).toBe(false);
    expect(storyFrom(process, (trace ?? []).join('\n'))?.story.steps).toContainEqual(
      expect.objectContaining({ fault: 'dropped', actor: 'billing', receives: 'OrderPlaced' }),
    );
  });

  it('finds what we find, and its counterexample reads as our story', () => {
    const process = processFrom(catalogueText('v7d'));
    const { success, trace } = tlaVerdict(formalOf(process, 'tla'));
    expect(success).toBe(false);
    const told = storyFrom(process, (trace ?? []).join('\n'));
    expect(told?.story.steps.at(-1)).toMatchObject({
      actor: 'front-desk',
      overwrites: expect.stringMatching(/CheckedOut$/),
    });
  });

  it.each([
    ['v6a', null],
    ['v6b', 'all-or-compensated'],
    ['v6c', 'all-or-compensated'],
    ['v7d', 'no-lost-update'],
    ['v7e', null],
  ])('gives %s the same verdict, promises at rest included', (id, broken) => {
    const process = processFrom(catalogueText(id));
    const [first = null] = check(process, { words, explain: false }).findings;
    expect(first?.property ?? null).toBe(broken);
    const { success, trace } = tlaVerdict(formalOf(process, 'tla'));
    expect(success).toBe(broken === null);
    // It counts faults as steps like any other, and so may tell another story; never a shorter one with fewer faults.
    expect((storyFrom(process, (trace ?? []).join('\n'))?.story.steps.length ?? 0) > 0).toBe(broken !== null);
  });

  it.each(readdirSync('knowledge/examples'))('reads the example %s', (id) => {
    const text = readFileSync(`knowledge/examples/${id}/process.yaml`, 'utf8');
    const process = processFrom(text);
    const { states_explored, error_message } = tlaVerdict(formalOf(process, 'tla'), 30);
    expect(error_message ?? '').toMatch(/^$|^Max states exceeded/);
    const { program } = compile(lower(process), noReductions);
    const { states } = search(program, interpret(program), false, { states: 200, bytes: 1e9 });
    if (error_message === null) expect(states_explored).toBe(states.count());
    else expect(states.count()).toBeGreaterThan(30);
  });

  it('counts the same states of two instances that compete, and finds that they take the same seat', () => {
    const process = processFrom(catalogueText('v8a'));
    const calm = lowerCompeting(process, false);
    if (!calm) throw new Error('they compete');
    const { model, program } = compile(calm, noReductions);
    const { states } = search(program, interpret(program), false, { states: 5000, bytes: 1e9 });
    expect(tlaChecker(tlaOf(model, program).text).states_explored).toBe(states.count());

    const files = formalOf(process, 'tla');
    const { success, trace } = tlaVerdict({
      spec: files['last_seat_competing.tla'] ?? '',
      configuration: files['last_seat_competing.cfg'] ?? '',
    });
    expect(success).toBe(false);
    const told = storyFrom(process, (trace ?? []).join('\n'));
    expect(told?.story.steps.map(({ actor }) => actor).slice(-2)).toEqual(['seats 1', 'seats 2']);
  });

  it.each([
    ['inbox', 'inbox_2'],
    ['status', 'status_2'],
  ])('keeps apart %s of the document and of the module', (own, renamed) => {
    const text = `
process: alike
pattern: saga
delivery: { guarantee: at_least_once, ordering: none, durable: true }
services: { rooms: { outbox: true }, bank: { outbox: true, inbox: { key: id } } }
coordinator: { service: desk, durable: true, outbox: true, concurrency: version }
starts: Asked
steps:
  - { id: room, service: rooms, command: BookRoom, success: RoomBooked }
  - { id: pay, service: bank, command: Pay, success: Paid, failure: Refused }
outcomes: { completed: Done, cancelled: Undone }
variables: { rooms: { ${own}: { max: 1 } } }
rules:
  - { actor: rooms, on: BookRoom, when: { ${own}: 0 }, set: { ${own}: 1 }, send: RoomBooked, applies: room }
  - { actor: rooms, on: BookRoom, when: { ${own}: 1 }, send: RoomBooked }
`;
    const { model, program } = compile(lower(processFrom(text)), noReductions);
    const module = tlaOf(model, program).text;
    expect(module).toMatch(new RegExp(`^VARIABLES .*\\b${own}, .*\\b${renamed}\\b`, 'm'));
    const { states: found } = search(program, interpret(program), false, { states: 5000, bytes: 1e9 });
    expect(tlaChecker(module).states_explored).toBe(found.count());
  });

  it('finds nothing wrong once nothing is asked of states of rest', () => {
    const files = formalOf(processFrom(catalogueText('v6b')), 'tla');
    const [spec = '', configuration = ''] = Object.values(files);
    const without = configuration.replaceAll(/^ {2}(RestsWithOutcome|\w+AtRest)\n/gm, '');
    expect(without).not.toBe(configuration);
    expect(tlaVerdict({ spec, without }).success).toBe(true);
  });

  it('reads the module for liveness: with faults that stop there are as many states again, calm ones', () => {
    const { model, program } = compiled('v7e');
    const { text, liveness } = tlaOf(model, program);
    const body = (liveness ?? '')
      .split('\n')
      .filter((line) => !/^(----|EXTENDS|VARIABLE|====)/.test(line))
      .join('\n')
      .replace('LiveSpec ==', () => 'Both == Init /\\ calm = FALSE\nEither == Go \\/ Calm\nLiveSpec ==');
    const whole = text.replace('VARIABLES net', 'VARIABLES calm, net').replace(/====\n$/, () => `${body}\n====\n`);
    const found = tlaVerdict({ whole, configuration: 'INIT Both\nNEXT Either\nCHECK_DEADLOCK FALSE\n' });
    expect([found.error_message ?? '', found.states_explored]).toEqual(['', 2 * 99]);
  });

  it('says how it is run', () => {
    const files = formalOf(processFrom(catalogueText('v6b')), 'tla');
    for (const [file, text] of Object.entries(files))
      if (file.endsWith('.tla'))
        expect(text.split('\n').slice(0, 4).join('\n')).toContain(`tlc2.TLC ${file.slice(0, -4)} `);
    const [[file, text] = ['', '']] = Object.entries(formalOf(processFrom(catalogueText('v6b')), 'promela'));
    expect(text.split('\n')[1]).toContain(`spin -a -o2 ${file} && gcc`);
    // Without the label SPIN takes every state of rest for a deadlock.
    expect(text).toContain('active proctype process() {\nend:\n  do\n');
  });

  it('is not believed when its states are not ours', () => {
    const { model, program } = compiled('v7d');
    expect(actionsOfStates(model, program, 'State 0\n  net = {}\nState 1\n  net = {"nothing"}\n')).toBeNull();
  });
});

describe('values as model checkers print them', () => {
  it.each([
    ['{"b", "a"}', '{"a", "b"}'],
    ['[to |-> "c", name |-> "A"]', '["name" |-> "A", "to" |-> "c"]'],
    ['("g-1" :> "new" @@\n  "g-2" :> <<1, 2>>)', '["g-1" |-> "new", "g-2" |-> <<1, 2>>]'],
    ['([to |-> "c"] :> 0)', '[["to" |-> "c"] |-> 0]'],
    ['{}', '{}'],
  ])('%s', (text, expected) => {
    const value = tlaValue(text);
    expect(value && spelled(value)).toBe(expected);
  });

  it.each(['', '{', '{"a"', '[a |-> ', '("a" :> 1', '{"a"} {', '<<'.repeat(50)])('%s is none', (text) => {
    expect(tlaValue(text)).toBeNull();
  });
});

describe('Promela', () => {
  it('marks the steps of several instances, which are numbered anew', () => {
    const process = processFrom(catalogueText('v8a'));
    const text = formalOf(process, 'promela')['last_seat_competing.pml'] ?? '';
    const [first = ''] = /action \d+ of several/.exec(text) ?? [];
    expect(storyFrom(process, `  ${first}\n`)?.story.steps[0]?.actor).toBe('booking 1');
    expect(storyFrom(process, '  action 0\n')?.story.steps[0]?.actor).toBe('booking');
  });

  it('takes words of the language for nothing else', () => {
    const process = processFrom(catalogueText('v6a').replace(/id: order$/m, 'id: c'));
    const text = Object.values(formalOf(process, 'promela')).join('\n');
    expect(text).toMatch(/^byte c_state_2 = 0;$/m);
    expect(text).not.toMatch(/\bc_state\b/);
  });

  it('has a model of its own for what happens once faults stop', () => {
    const files = formalOf(processFrom(catalogueText('v6a')), 'promela');
    const text = files['order_choreography_liveness.pml'] ?? '';
    expect(text.split('\n')[2]).toContain('order_choreography_liveness.pml && gcc');
    // Faults only before they end; everything else only as long as there is no outcome.
    const steps = text.split('\n').filter((line) => line.includes('printf("action'));
    expect(steps.map((line) => /d_step \{ (\S+) && /.exec(line)?.[1])).toEqual(
      compiled('v6a').program.actions.map(({ fault }) => (fault === null ? 'GOING' : '!calm')),
    );
  });

  it('numbers its steps so that a trail can be read back', () => {
    expect(formalOf(processFrom(catalogueText('v6a')), 'promela')['order_choreography.pml']).toContain(
      'printf("action 0\\n")',
    );
    const { program } = compiled('v6a');
    expect(actionsOfSpin(program, 'spin: something\n  action 0\r\n')).toEqual({ actions: [0], back: null });
    expect(actionsOfSpin(program, '  action 0\n        action 999\n')).toBeNull();
  });
});
