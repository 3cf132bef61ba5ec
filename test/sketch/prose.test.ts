import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/v4';
import { sketchSchema } from '../../src/knowledge/sketch-schema.ts';
import { draft, sketch } from '../../src/sketch/index.ts';

const lexicon = sketchSchema.parse(parse(readFileSync('knowledge/sketch.yaml', 'utf8')));
const read = (content: string) => sketch([{ role: 'user', content }], { steps: [], services: [], events: [] }, lexicon);
const steps = (content: string) => read(content).steps.map(({ service, command }) => `${service}: ${command}`);

describe('the one who acts is the service', () => {
  test.each([
    [
      'a subject',
      'The registrar reserves a seat, finance charges the tuition and the dorm office assigns a room.',
      ['registrar: ReserveSeat', 'finance: ChargeTuition', 'dorm-office: AssignRoom'],
    ],
    [
      'a subject that has to',
      'The insurer has to approve the procedure, then the museum must print the badge.',
      ['insurer: ApproveProcedure', 'museum: IssueBadge'],
    ],
    [
      'one who is asked',
      'We reserve the goods and ask UPS to collect the box.',
      ['inventory: ReserveGoods', 'ups: CollectBox'],
    ],
    [
      'nobody in order to',
      'We use a queue in order to charge the card, then issue a ticket.',
      ['payments: ChargeCard', 'documents: IssueTicket'],
    ],
  ])('%s', (_, content, expected) => {
    expect(steps(content)).toEqual(expected);
  });

  test('a bank is somebody else’s, a department is ours', () => {
    expect(read('The bank releases nothing. The bank pays the loan, finance issues the receipt.').steps).toMatchObject([
      { service: 'bank', external: true },
      { service: 'finance', external: false },
    ]);
  });
});

describe('what is no step', () => {
  test.each([
    [
      'what a customer does',
      'A student buys a course. We activate the account and issue the badge.',
      ['ActivateAccount', 'IssueBadge'],
    ],
    [
      'a noun after another',
      'The fraud check is slow. We reserve the room and issue the key.',
      ['ReserveRoom', 'IssueKey'],
    ],
    [
      'a service’s name',
      'Book service and charge service are two pods. We reserve the room and issue the key.',
      ['ReserveRoom', 'IssueKey'],
    ],
  ])('%s', (_, content, expected) => {
    expect(read(content).steps.map(({ command }) => command)).toEqual(expected);
  });
});

test('one verb is done to several things', () => {
  expect(steps('We book a flight with Amadeus, a hotel with Expedia and a car. The guest is told.')).toEqual([
    'amadeus: BookFlight',
    'expedia: BookHotel',
    'bookings: BookCar',
  ]);
  expect(steps('We book the flight and the card is charged.')).toEqual([
    'bookings: BookFlight',
    'payments: ChargeCard',
  ]);
});

test('commands that are called by their names, no events and no services', () => {
  const { steps: named } = read(
    'BookRoom -> ReserveSpa -> ChargeCard, undo with ReleaseSpa; OrderService sees OrderPlaced.',
  );
  expect(named.map(({ command, assumed }) => [command, assumed.includes('undo')])).toEqual([
    ['BookRoom', true],
    ['ReserveSpa', false],
    ['ChargeCard', true],
  ]);
});

test('taking back is the way forward where nothing was done before', () => {
  expect(steps('We close the account in the core, cancel the cards and revoke the access.')).toEqual([
    'accounts: RemoveAccount',
    'bookings: CancelCards',
    'documents: RevokeAccess',
  ]);
  expect(steps('We charge the card, ship the box and reserve a seat. The handler just returns the page.')).toHaveLength(
    3,
  );
});

test('the conversation of the README is read as it was meant', () => {
  const { messages } = z
    .object({ messages: z.array(z.object({ role: z.enum(['user', 'assistant']), content: z.string() })) })
    .parse(JSON.parse(readFileSync('knowledge/conversations/festival-tickets.json', 'utf8')));
  const { steps: found, start } = sketch(messages, { steps: [], services: [], events: [] }, lexicon);
  expect([start.event, ...found.map(({ service, command }) => `${service}: ${command}`)]).toEqual([
    'PackageOrdered',
    'payments: ChargeCard',
    'ticket: ReserveTicket',
    'camping: ReserveSpot',
    'shuttle: BookSeat',
  ]);
});

test('what waits for events names its steps too', () => {
  expect(steps('It waits for RoomReserved and CardCharged, then for OrderPlaced.')).toEqual([
    'inventory: ReserveRoom',
    'payments: ChargeCard',
  ]);
});

test('one who is asked by name is somebody else', () => {
  expect(read('We reserve the goods and ask UPS to collect the box.').steps[1]).toMatchObject({ external: true });
});

test('the draft has one point of no return', () => {
  const kinds = draft(read('We capture the fare, pay the driver, ship the box and reserve a car.'), 'saga').steps;
  expect(kinds.map(({ kind }) => kind)).toEqual(['compensatable', 'pivot', 'retriable', 'retriable']);
  expect(kinds.slice(2).map(({ failure }) => failure)).toEqual([undefined, undefined]);
});

test('a verb without an object is done to its subject where that is how people say it', () => {
  expect(steps('The price list should update and the search page issues a banner.')[0]).toBe(
    'price-list: UpdatePriceList',
  );
});

describe('what starts it', () => {
  test.each([
    ['before "we"', 'When a customer places an order we charge the card and ship the box.', 'OrderPlaced'],
    [
      'by any participle',
      'Once an article gets published we notify the readers and index the text.',
      'ArticlePublished',
    ],
    [
      'not what goes wrong',
      'We hold the seats and issue the tickets. If payment does not arrive we release the seats.',
      'SeatsRequested',
    ],
  ])('%s', (_, content, expected) => {
    expect(read(content).start.event).toBe(expected);
  });
});

describe('in other languages', () => {
  test.each([
    [
      'German',
      'Wenn ein Kunde eine Bestellung aufgibt, belasten wir die Karte und reservieren die Ware im Lager.',
      'BestellungPlaced',
      ['ChargeKarte', 'ReserveWare'],
    ],
    [
      'Spanish',
      'Cuando el cliente confirma el pedido, el banco cobra la tarjeta y el almacén crea el envío.',
      'PedidoPlaced',
      ['ChargeTarjeta', 'CreateEnvio'],
    ],
    [
      'French',
      'Quand un client passe une commande, on débite la carte et on crée l’expédition.',
      'CommandePlaced',
      ['ChargeCarte', 'CreateExpedition'],
    ],
    [
      'Polish',
      'Klient składa zamówienie, pobieramy płatność i rezerwujemy towar w magazynie.',
      'ZamowieniePlaced',
      ['ChargePlatnosc', 'ReserveTowar'],
    ],
  ])('%s', (_, content, start, commands) => {
    expect(read(content).start.event).toBe(start);
    expect(read(content).steps.map(({ command }) => command)).toEqual(commands);
  });
});
