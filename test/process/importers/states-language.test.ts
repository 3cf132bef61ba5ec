import { describe, expect, test } from 'vitest';
import { importProcess } from '../../../src/process/importers/index.ts';

const task = (next: string, more: Readonly<Record<string, unknown>> = {}) => ({ Type: 'Task', Next: next, ...more });
const onError = (next: string) => ({ Catch: [{ ErrorEquals: ['States.ALL'], Next: next }] });

const read = (machine: Readonly<Record<string, unknown>>) => {
  const result = importProcess(JSON.stringify(machine), 'amazon-states-language');
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.value;
};

/** Errors of a step lead to what undoes the step before it, and from there back to the first. */
const loan = {
  StartAt: 'OpenLoan',
  TimeoutSeconds: 600,
  States: {
    OpenLoan: task('BlockCollateral', onError('Sorry')),
    BlockCollateral: task('PayOut', onError('CloseLoan')),
    PayOut: task('Done', onError('ReleaseCollateral')),
    ReleaseCollateral: task('CloseLoan', { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }] }),
    CloseLoan: task('Sorry'),
    Sorry: { Type: 'Fail' },
    Done: { Type: 'Succeed' },
  },
};

describe('handlers of a state machine', () => {
  const { process, missing } = read(loan);
  const questions = missing.map(({ question }) => question).join('\n');

  test.each([
    ['open-loan', { onFailure: 'fail', compensation: { command: 'CloseLoan', failure: 'CloseLoanFailed' } }],
    [
      'block-collateral',
      { onFailure: 'compensate', compensation: { command: 'ReleaseCollateral', retry: { attempts: 3 } } },
    ],
    ['pay-out', { onFailure: 'compensate', failure: 'PayOutFailed' }],
  ])('%s', (id, expected) => expect(process.steps.find((step) => step.id === id)).toMatchObject(expected));

  test('of two steps with the same word the one is undone at which the errors enter', () => {
    const { process: other } = read({
      StartAt: 'HoldRoom',
      States: {
        HoldRoom: task('Pay', onError('FreeRoom')),
        Pay: task('ConfirmRoom', onError('FreeRoom')),
        ConfirmRoom: task('Mail', onError('FreeRoom')),
        Mail: task('Done', onError('FreeRoom')),
        FreeRoom: task('Sorry'),
        Sorry: { Type: 'Fail' },
        Done: { Type: 'Succeed' },
      },
    });
    expect(other.steps.map(({ compensation }) => compensation?.command)).toEqual([
      'FreeRoom',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('what undoes is no step, and the pairing is asked about', () => {
    expect(process.steps).toHaveLength(3);
    expect(questions).toContain(
      '"ReleaseCollateral" runs only after an error and is taken for what undoes "BlockCollateral"',
    );
    expect(questions).toContain('which events refuse them for good?');
  });

  test('the deadline of the machine is one of every step', () => {
    for (const { timeout } of process.steps) expect(timeout).toMatchObject({ after: 'PT10M', then: 'fail' });
    expect(questions).toContain('After PT10M the machine ends wherever it is');
  });

  test('a handler that shares no word with a step is left to be asked about', () => {
    const { process: other, missing: asked } = read({
      StartAt: 'Charge',
      States: {
        Charge: task('Ship'),
        Ship: task('Done', onError('GiveBack')),
        GiveBack: task('Sorry'),
        Sorry: { Type: 'Fail' },
        Done: { Type: 'Succeed' },
      },
    });
    expect(other.steps.every(({ compensation }) => compensation === undefined)).toBe(true);
    expect(asked.map(({ question }) => question).join()).toContain('"GiveBack" runs only after an error of "Ship"');
  });

  test.each([
    ['only answers the failing step', { Parse: task('Done', onError('ParkParsed')), ParkParsed: task('Sorry') }],
    [
      'only begins like a step',
      {
        Parse: task('NotifyStart'),
        NotifyStart: task('Send'),
        Send: task('Done', onError('NotifyFailure')),
        NotifyFailure: task('Sorry'),
      },
    ],
  ])('a handler that %s undoes nothing', (_, states) => {
    const { process: other } = read({
      StartAt: 'Parse',
      States: { ...states, Sorry: { Type: 'Fail' }, Done: { Type: 'Succeed' } },
    });
    expect(other.steps.every(({ compensation }) => compensation === undefined)).toBe(true);
  });

  test('an error inside a parallel state is one of that state, and one that leads on is gone on from', () => {
    const { process: other } = read({
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: ['HoldSeat', 'HoldMeal'].map((one) => ({
            StartAt: one,
            States: { [one]: { Type: 'Task', End: true } },
          })),
          ...onError('ReleaseSeat'),
          Next: 'Mail',
        },
        Mail: task('Done', onError('Done')),
        ReleaseSeat: task('Sorry'),
        Sorry: { Type: 'Fail' },
        Done: { Type: 'Succeed' },
      },
    });
    expect(other.steps).toMatchObject([
      { id: 'hold-seat', onFailure: 'compensate', compensation: { command: 'ReleaseSeat' } },
      { id: 'hold-meal', onFailure: 'compensate' },
      { id: 'mail', onFailure: 'continue' },
    ]);
  });
});
