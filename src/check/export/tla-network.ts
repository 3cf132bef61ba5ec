import type { Message, Model } from '../../process/rules.ts';
import { grouped } from '../grouped.ts';
import { quoted, type Vocabulary } from './vocabulary.ts';

/** The messages, and what the channels and the parties guarantee. */
export const constants = (model: Model, vocabulary: Vocabulary, isOrdered: boolean): readonly string[] => {
  const inside = model.messages.filter(({ to }) => to !== null);
  const among = (messages: readonly Message[]): string => {
    const rest = inside.filter((each) => !messages.includes(each));
    const set = (of: readonly Message[]) => `{${of.map(({ id }) => vocabulary.message(id)).join(', ')}}`;
    if (messages.length === 0) return 'FALSE';
    if (rest.length === 0) return 'm.to # "outside"';
    return messages.length <= rest.length ? `m \\in ${set(messages)}` : `m.to # "outside" /\\ m \\notin ${set(rest)}`;
  };
  const most = Math.max(0, ...model.rules.map(({ send }) => send.length));
  return [
    '\\* A message: its name, who gets it, the step that it is about.',
    'Msg(name, to, about) == [name |-> name, to |-> to, about |-> about]',
    'Messages == {',
    ...model.messages.map(
      ({ id }, index) => `  ${vocabulary.message(id)}${index < model.messages.length - 1 ? ',' : ''}`,
    ),
    '}',
    '',
    '\\* What the channels and the parties guarantee.',
    `MayBeLost(m) == ${among(inside.filter(({ lossy }) => lossy))}`,
    ...(inside.some(({ acknowledgedFirst }) => acknowledgedFirst)
      ? [`AcknowledgedFirst(m) == ${among(inside.filter(({ acknowledgedFirst }) => acknowledgedFirst))}`]
      : []),
    `MayComeAgain(m) == ${among(inside.filter(({ repeats }) => repeats))}`,
    `WithOutbox == {${model.actors
      .filter(({ outbox }) => outbox)
      .map(({ id }) => quoted(id))
      .join(', ')}}`,
    '',
    '\\* A handler may crash once so many of its publications are out. This many never are: it comes through well.',
    `Well == ${most + 1}`,
    ...(isOrdered ? queues(model, vocabulary) : []),
    '',
  ];
};

/** Messages that share a channel; among the copies of one publication the order of their names decides. */
const queues = (model: Model, vocabulary: Vocabulary): readonly string[] => {
  const inside = model.messages.filter(({ to }) => to !== null);
  const channels = [
    ...grouped(inside, ({ from, to }) => (model.ordering === 'per_sender' ? `${from}>${to}` : `${to}`)).values(),
  ].filter((mates) => mates.length > 1);
  return [
    '',
    '\\* Messages that arrive in the order in which they were sent: sequences, so that copies sent at once have an order.',
    'Queues == {',
    ...channels.map(
      (mates, index) =>
        `  <<${mates.map(({ id }) => vocabulary.message(id)).join(', ')}>>${index < channels.length - 1 ? ',' : ''}`,
    ),
    '}',
    'Together(x, y) == x # y /\\ \\E q \\in Queues : \\E i, j \\in 1..Len(q) : q[i] = x /\\ q[j] = y',
    'Listed(x, y) == \\E q \\in Queues : \\E i, j \\in 1..Len(q) : i < j /\\ q[i] = x /\\ q[j] = y',
  ];
};

/** How messages are taken and sent, and how far a handler comes before it crashes. */
export const network = (isOrdered: boolean): readonly string[] => [
  'AtMost(n, largest) == IF n > largest THEN largest ELSE n',
  'All(out) == UNION {out[i] : i \\in 1..Len(out)}',
  'Sent(out, crash) == SubSeq(out, 1, AtMost(crash, Len(out)))',
  ...(isOrdered ? orderedCommit : ["Commit(gone, out) == net' = (net \\ gone) \\union All(out)"]),
  '',
  `Arrives(m) == m \\in net${isOrdered ? ' /\\ First(m)' : ''}`,
  '',
  '\\* A party takes m, commits, sends out one by one, and acknowledges m. It may crash on the way: without an outbox what',
  '\\* was not sent yet is lost; what is not acknowledged comes again.',
  'Handle(actor, m, drop, out, crash) ==',
  '  /\\ \\/ crash = Well',
  '     \\/ crash = Len(out) /\\ MayComeAgain(m)',
  '     \\/ crash < Len(out) /\\ actor \\notin WithOutbox',
  '  /\\ Commit((IF crash # Well /\\ MayComeAgain(m) THEN {} ELSE {m}) \\union drop, Sent(out, crash))',
  '',
  '\\* A party does something by itself: a timer, a decision.',
  'Act(actor, drop, out, crash) ==',
  '  /\\ crash = Well \\/ (crash < Len(out) /\\ actor \\notin WithOutbox)',
  '  /\\ Commit(drop, Sent(out, crash))',
  '',
];

const orderedCommit = [
  '\\* Nothing is ahead of m in its queue. What is sent while it is there already keeps its place.',
  'First(m) == \\A x \\in net : <<x, m>> \\notin ahead',
  'Before(y, i, gone, out) == {x \\in (net \\union All(out)) \\ gone : Together(x, y) /\\',
  '    (x \\in net \\/ \\E j \\in 1..i : x \\in out[j] /\\ (j < i \\/ Listed(x, y)))}',
  'Commit(gone, out) ==',
  "  /\\ net' = (net \\ gone) \\union All(out)",
  "  /\\ ahead' = {p \\in ahead : p[1] \\notin gone} \\union",
  '       UNION {UNION {{<<x, y>> : x \\in Before(y, i, gone, out)} : y \\in out[i] \\ net} : i \\in 1..Len(out)}',
];
