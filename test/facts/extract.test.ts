import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/conversation.ts';
import { extractFacts } from '../../src/facts/index.ts';
import { loadFactLexicon } from '../../src/knowledge/decision.ts';

const loaded = loadFactLexicon('knowledge');
if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors));
const lexicon = loaded.value;
const say = (content: string): Conversation => [{ role: 'user', content }];
const read = (conversation: Conversation) =>
  Object.fromEntries(extractFacts(conversation, lexicon).map(({ fact, value }) => [fact, value]));

describe('extractFacts', () => {
  it.each([
    ['a person', 'The manager has to approve the trip first.', { humanSteps: true }],
    ['no person', 'There are no approvals and nobody has to sign anything.', { humanSteps: false }],
    ['an enumeration under one no', 'No approvals, deadlines or reminders.', { humanSteps: false, timeouts: false }],
    ['a not inside a condition', 'If the bill is not paid within 14 days we send a reminder.', { timeouts: true }],
    ['a technical duration', 'The call answers within 2 seconds.', { timeouts: undefined }],
    ['undo', 'If the hotel is full the flight has to be cancelled again.', { compensation: true }],
    ['no undo', 'Nothing has to be undone.', { compensation: false }],
    ['hearsay', 'My colleague says a manager should approve it.', { humanSteps: undefined }],
    ['one database', 'All three tables live in the same Postgres.', { singleDatabase: true }],
    ['several databases', 'Each service has its own database.', { singleDatabase: false }],
    [
      'a harmless delay',
      'If the map is down for two days nobody minds.',
      { independentReactions: true, timeouts: undefined },
    ],
    ['what is not known', 'I do not know yet whether a clerk has to approve it.', { humanSteps: undefined }],
    ['what was once believed', 'We thought a clerk had to approve it.', { humanSteps: undefined }],
    ['what is taken back', 'A clerk has to approve it. Scratch that.', { humanSteps: undefined }],
    ['what cannot be undone', 'The mint cannot be undone.', { irreversibleStep: true, compensation: undefined }],
    ['no second database', 'There is no second database.', { singleDatabase: true }],
    ['a German condition', 'Klappt die Zahlung nicht, wird der Platz wieder frei.', { compensation: true }],
    ['a number', 'It involves four services and two teams.', { services: 4, teams: 2 }],
  ])('reads %s', (_, text, facts) => {
    const found = read(say(text));
    expect(Object.fromEntries(Object.keys(facts).map((fact) => [fact, found[fact]]))).toEqual(facts);
  });

  it('quotes verbatim', () => {
    const text = 'Hello. Each service has its own database; nothing has to be undone. Thanks!';
    for (const { span } of extractFacts(say(text), lexicon)) {
      expect(span && text.slice(span.start, span.end)).toBe(span?.text);
    }
  });

  it('lets the later statement stand', () => {
    const facts = read([
      { role: 'user', content: 'Nobody has to approve anything.' },
      { role: 'assistant', content: 'Then a saga would do.' },
      { role: 'user', content: 'Actually no, the branch manager has to approve amounts above 5000 euro.' },
    ]);
    expect(facts).toMatchObject({ humanSteps: true });
  });

  it('needs no undo told before it learned of one database', () => {
    const facts = read([
      { role: 'user', content: 'If the charge fails the seat has to be released again.' },
      { role: 'assistant', content: 'Then a saga would do.' },
      { role: 'user', content: 'Sorry, both are tables in the same Postgres.' },
    ]);
    expect(facts).toMatchObject({ singleDatabase: true });
    expect(facts.compensation).toBeUndefined();
  });

  it('takes the no to a question', () => {
    const facts = read(say('User: three steps.\nAssistant: Any approvals or waiting times?\nUser: no, none.'));
    expect(facts).toMatchObject({ humanSteps: false });
  });
});
