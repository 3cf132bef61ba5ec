import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { sketchSchema } from '../../src/knowledge/sketch-schema.ts';
import { processSchema } from '../../src/process/schema.ts';
import { draft, sketch } from '../../src/sketch/index.ts';

const lexicon = sketchSchema.parse(parse(readFileSync('knowledge/sketch.yaml', 'utf8')));
const NO_NAMES = { steps: [], services: [], events: [] };
const read = (content: string) => sketch([{ role: 'user', content }], NO_NAMES, lexicon);
const commands = (content: string) => read(content).steps.map(({ command }) => command);

describe('reads the steps out of prose', () => {
  test.each([
    [
      'in order',
      'We charge the card, reserve the stock and book a courier.',
      ['ChargeCard', 'ReserveStock', 'BookCourier'],
    ],
    ['in the passive', 'First the room is reserved, then the invoice is issued.', ['ReserveRoom', 'IssueInvoice']],
    [
      'each once',
      'We charge the card. The card was charged twice. Then we ship the parcel.',
      ['ChargeCard', 'ShipParcel'],
    ],
    [
      'not what starts it',
      'When a claim is filed we assign an adjuster and pay out the amount.',
      ['AssignAdjuster', 'PayAmount'],
    ],
    [
      'not what undoes it',
      'Book the flight, reserve the car. If the car is refused, cancel the flight.',
      ['BookFlight', 'ReserveCar'],
    ],
    [
      'not what is denied',
      'We reserve seats and print badges. We do not charge the card.',
      ['ReserveSeats', 'IssueBadges'],
    ],
    [
      'not nouns',
      'The booking and the order are fine. We activate the SIM and port the number.',
      ['ActivateSIM', 'PortNumber'],
    ],
  ])('%s: %s', (_, content, expected) => {
    expect(commands(content)).toEqual(expected);
  });

  test('nothing comes of talk about nothing', () => {
    expect(commands('How do I centre a div?')).toEqual([]);
  });

  test('the assistant’s own words are no steps', () => {
    expect(
      sketch([{ role: 'assistant', content: 'Charge the card, ship the parcel.' }], NO_NAMES, lexicon).steps,
    ).toEqual([]);
  });
});

describe('says what it knows and what it assumes', () => {
  const { start, steps } = read(
    'When a trip is ordered the payment service charges the card, we book the room at the hotel partner. If the room is gone, refund the card.',
  );

  test('the start, with its words', () => {
    expect(start).toMatchObject({ event: 'TripOrdered', span: { text: 'ordered' } });
  });

  test('a service and an undo that were named', () => {
    expect(steps[0]).toMatchObject({ service: 'payment', undo: { command: 'RefundCard' }, assumed: ['failure'] });
  });

  test('an outside party, an undo nobody named', () => {
    expect(steps[1]).toMatchObject({ service: 'hotel', external: true, assumed: ['undo', 'failure'] });
  });

  test('every step’s span is verbatim', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('charge the card', 'the room is booked', 'and', 'é', '。', 'ship it, then')),
        (parts) => {
          const content = parts.join(' ');
          for (const { span } of read(content).steps) {
            expect(span === null || content.slice(span.start, span.end) === span.text).toBe(true);
          }
        },
      ),
    );
  });
});

describe('names that are given win', () => {
  const given = {
    steps: ['ReserveSeat', 'charge card', 'frobnicate widget'],
    services: ['seats', 'payment', 'widgets'],
    events: ['SeatRequested'],
  };
  const { start, steps } = sketch([], given, lexicon);

  test('one service per step', () => {
    expect(steps.map(({ service }) => service)).toEqual(['seats', 'payment', 'widgets']);
  });

  test('an unknown verb gets regular names', () => {
    expect(steps[2]).toMatchObject({
      command: 'FrobnicateWidget',
      success: 'WidgetFrobnicated',
      assumed: ['undo', 'failure'],
    });
  });

  test('the first event starts the process', () => {
    expect(start.event).toBe('SeatRequested');
  });
});

describe('the draft', () => {
  const verbs = lexicon.verbs.flatMap(({ forms }) => forms);
  const prose = fc
    .array(fc.tuple(fc.constantFrom(...verbs), fc.constantFrom('the card', 'rooms', 'it', 'a new SIM')))
    .map((pairs) => pairs.map(([verb, object]) => `We ${verb} ${object}.`).join(' '));

  test.each(['saga', 'process_manager', 'choreography'] as const)('is a valid process document: %s', (pattern) => {
    fc.assert(
      fc.property(prose, (content) => {
        const sketched = read(content);
        if (sketched.steps.length === 0) return;
        expect(processSchema.safeParse(draft(sketched, pattern)).error).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  test('what can be undone comes before the point of no return, what is only repeated after it', () => {
    const steps = draft(read('We email the guest, ship the parcel and reserve the stock.'), 'saga').steps;
    expect(steps.map(({ kind }) => kind)).toEqual(['compensatable', 'pivot', 'retriable']);
  });
});

test('a megabyte of hostile text is read in linear time', () => {
  for (const unit of ['charge ', 'the ', 'is ', 'a-', "'", 'if fails ']) {
    const started = performance.now();
    read(unit.repeat(500_000 / unit.length));
    // Loose on purpose: quadratic time would be minutes.
    expect(performance.now() - started).toBeLessThan(15_000);
  }
});
