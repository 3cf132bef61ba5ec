import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/index.ts';
import { parseProcess } from '../../src/process/parse.ts';
import { processFrom, words } from './documents.ts';

const bookings = (options: Readonly<{ undo?: string; timeout?: string }>): string => `
process: two-bookings
pattern: process_manager
delivery: { guarantee: at_least_once, ordering: none, durable: true }
services:
  desk: {}
  rooms: { outbox: true, inbox: { key: bookingId, onDuplicate: replay_reply } }
  cars: { outbox: true, inbox: { key: bookingId, onDuplicate: replay_reply } }
coordinator: { service: desk, durable: true, outbox: true, concurrency: version }
starts: TripAsked
steps:
  - id: room
    service: rooms
    command: HoldRoom
    success: RoomHeld
    failure: NoRoom
    compensation: { command: FreeRoom, success: RoomFreed, ifNotApplied: tombstone${options.undo ?? ''} }
    ${options.timeout ?? ''}
  - { id: car, service: cars, command: HoldCar, success: CarHeld, failure: NoCar, kind: pivot }
outcomes: { completed: TripHeld, cancelled: TripOff }
`;

const findings = (text: string) =>
  check(processFrom(text), { words, explain: false }).findings.map(({ property, title }) => `${property}: ${title}`);

describe('a silence', () => {
  it.each([
    ['compensate', []],
    ['assume_refused', ['no-orphan: room succeeds too late and stays (no fault)']],
    ['fail', ['no-orphan: room succeeds too late and stays (no fault)']],
  ])('%s', (then, expected) => {
    expect(findings(bookings({ timeout: `timeout: { after: PT1M, then: ${then} }` }))).toEqual(expected);
  });
});

describe('an undo that can be refused', () => {
  const kept = ['all-or-compensated: room is kept: its undo is refused (no fault)'];
  it.each([
    ['', kept],
    [', onFailure: fail', kept],
    [', onFailure: continue', kept],
    [', onFailure: escalate', []],
    [', onFailure: retry', []],
  ])('failure: StillOccupied%s', (onFailure, expected) => {
    expect(findings(bookings({ undo: `, failure: StillOccupied${onFailure}` }))).toEqual(expected);
  });

  it('has people see to it as its fix', () => {
    const { repair } = check(processFrom(bookings({ undo: ', failure: StillOccupied' })), { words });
    expect(repair?.edits).toEqual([{ path: 'steps.room.compensation.onFailure', value: 'escalate' }]);
  });

  it('says by which event before it says what follows', () => {
    const result = parseProcess(bookings({ undo: ', onFailure: retry' }));
    expect(JSON.stringify(result)).toContain('onFailure without `failure:`');
  });
});
