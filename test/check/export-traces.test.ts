import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printedTrace } from '../../src/check/export/printed-trace.ts';
import { storyFrom } from '../../src/check/index.ts';
import { catalogueText, processFrom } from './documents.ts';
import { livelocks } from './livelocks.ts';

/** What TLC and SPIN printed for our exports. When an export has changed, run them on it anew and keep what they print. */
const printed = (file: string): string => readFileSync(`test/check/printed/${file}`, 'utf8');

const unheardAnswer = processFrom(livelocks['an answer that is lost, and not given again'] ?? '');
const lossy = processFrom(catalogueText('v6b'));

describe('what TLC prints', () => {
  it.each(['lossy.txt', 'lossy.tool.txt', 'lossy.difftrace.txt', 'lossy.json.txt', 'lossy.tla.txt'])(
    '%s is the story of a lost event',
    (file) => {
      const told = storyFrom(lossy, printed(file));
      expect(told?.repeatsFrom).toBeNull();
      expect(told?.story.steps).toMatchObject([
        { actor: 'sales', receives: 'OrderRequested', fault: null, sends: [{ message: 'OrderPlaced' }] },
        { actor: null, fault: 'loss', lost: [{ message: 'OrderPlaced', to: 'billing' }] },
      ]);
      expect(told?.story.inFlight).toEqual([]);
    },
  );

  it.each(['unheard-answer.txt', 'unheard-answer.tool.txt', 'unheard-answer.json.txt'])(
    '%s is the story of an answer that is asked for again and again',
    (file) => {
      const told = storyFrom(unheardAnswer, printed(file));
      expect(told?.story.steps.map(({ receives, act, fault }) => [receives, act, fault])).toEqual([
        ['Asked', 'start', null],
        ['Pay', 'apply', 'crash'],
        ['Pay', 'duplicate', null],
        [null, 'ask_again', null],
        ['Pay', 'duplicate', null],
      ]);
      expect(told?.repeatsFrom).toBe(4);
    },
  );

  it('a trail of SPIN that goes round is the same story', () => {
    const [told, ofTlc] = ['unheard-answer.spin.txt', 'unheard-answer.txt'].map((file) =>
      storyFrom(unheardAnswer, printed(file)),
    );
    // SPIN found another place to enter the same round.
    expect(told?.repeatsFrom).toBe(3);
    expect(told?.story.steps).toEqual(ofTlc?.story.steps.slice(0, 4));
    expect(told?.story.finalState).toEqual(ofTlc?.story.finalState);
  });

  const text = printed('lossy.txt');

  it.each([
    ['pasted from Windows', text.replaceAll('\n', '\r\n')],
    ['without the empty lines', text.replaceAll('\n\n', '\n')],
    ['in a fence, among words', `It says:\n\`\`\`\n${text}\n\`\`\`\nWhat now?\n`],
    ['with -continue, another counterexample after it', `${text}\n${text}`],
    ['of a release that does not name the parameters', text.replaceAll(/<(\w+)\(.*\) line/g, '<$1 line')],
    [
      'a dump, pretty-printed, with a word before',
      `see: ${JSON.stringify(JSON.parse(printed('lossy.json.txt')), null, 2)} }`,
    ],
  ])('%s is the same story', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(storyFrom(lossy, changed)).toEqual(storyFrom(lossy, text));
  });

  it.each([
    ['<Go line 10, col 7', 'duplicate', null],
    ['<Lose([name |-> "Pay", to |-> "bank", about |-> "pay"]) line 10, col 7', null, 'loss'],
    ['<Pay_pay_swallow line 10, col 7', 'duplicate', null],
    ['<Pay_Pay_barred line 10, col 7', 'duplicate', null],
  ])('of two actions that lead to the same state %s is what happens', (by, act, fault) => {
    const trace = printed('unheard-answer.txt').replace(/(?<=State 5: )<Go line 10, col 7/, by);
    const told = storyFrom({ ...unheardAnswer, delivery: { ...unheardAnswer.delivery, durable: false } }, trace);
    expect(told?.story.steps[2]).toMatchObject({ act, fault });
  });

  it.each([
    ['another process', lossy, printed('unheard-answer.txt')],
    ['a trace without its beginning', lossy, text.replace(/State 1:[\s\S]*?\n\n/, '')],
    ['a trace with a step left out', lossy, text.replace(/State 2:[\s\S]*?\n\n/, '')],
    ['a state without one of its variables', lossy, text.replaceAll(/^\/\\ undos = .*\n/gm, '')],
    ['a dump cut short', lossy, printed('lossy.json.txt').slice(0, 900)],
    ['a run without a counterexample', lossy, 'Model checking completed. No error has been found.\n'],
    ['a trail of SPIN for something else', lossy, '  action 3\n  action 3\n'],
    ['nothing', lossy, ''],
  ])('%s is no story', (_, process, trace) => {
    expect(storyFrom(process, trace)).toBeNull();
  });

  it.each([
    ['slashes', '/\\\n'.repeat(300_000)],
    ['headings', 'State 1: <\n'.repeat(90_000)],
    ['brackets', `{"counterexample":${'['.repeat(900_000)}`],
    ['values', `State 1: <\n/\\ net = ${'{'.repeat(900_000)}`],
    ['words', `CounterExample == ${'[a |-> '.repeat(140_000)}`],
  ])('a megabyte of %s is read in time', (_, hostile) => {
    const start = performance.now();
    printedTrace(hostile);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
