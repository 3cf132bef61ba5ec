import { describe, expect, test } from 'vitest';
import { excerpt, transclude } from '../../src/knowledge/transclude.ts';

const GO = `package relay

// Relay publishes what the outbox holds.
type Relay struct {
	store Store
}

// Run relays until the context ends.
func (r *Relay) Run(ctx context.Context) error {
	for {
		r.publish() // want unreliable-messaging
	}
}

var ErrEmpty = errors.New("empty")
`;

const TS = `/** What the relay reads. */
export type Row = Readonly<{
  id: string;
}>;

/** Publishes one row. */
export const relay = async (row: Row): Promise<void> => {
  await publish(row);
};

export const LIMIT = 100;

export const short = (a: number): number =>
  a + 1;
`;

describe('excerpt', () => {
  test.each([
    ['go', GO, 'Relay', '// Relay publishes what the outbox holds.\ntype Relay struct {\n\tstore Store\n}'],
    [
      'go',
      GO,
      'Relay.Run',
      '// Run relays until the context ends.\nfunc (r *Relay) Run(ctx context.Context) error {\n\tfor {\n\t\tr.publish()\n\t}\n}',
    ],
    ['go', GO, 'ErrEmpty', 'var ErrEmpty = errors.New("empty")'],
    ['ts', TS, 'Row', '/** What the relay reads. */\nexport type Row = Readonly<{\n  id: string;\n}>;'],
    [
      'ts',
      TS,
      'relay',
      '/** Publishes one row. */\nexport const relay = async (row: Row): Promise<void> => {\n  await publish(row);\n};',
    ],
    ['ts', TS, 'LIMIT', 'export const LIMIT = 100;'],
    ['ts', TS, 'short', 'export const short = (a: number): number =>\n  a + 1;'],
  ])('%s %#: %s', (language, text, name, expected) => {
    expect(excerpt(language, text, name)).toBe(expected);
  });

  test('an unknown declaration is undefined', () => {
    expect(excerpt('go', GO, 'Missing')).toBeUndefined();
  });
});

describe('transclude', () => {
  const read = (path: string) => (path === 'relay.ts' ? TS : undefined);

  test('fills an empty fence, and filling twice changes nothing', () => {
    const once = transclude('a.md', 'Text\n\n```ts source="relay.ts#LIMIT"\n```\n', read);
    expect(once).toEqual({
      ok: true,
      value: 'Text\n\n```ts source="relay.ts#LIMIT"\nexport const LIMIT = 100;\n```\n',
    });
    expect(once.ok && transclude('a.md', once.value, read)).toEqual(once);
  });

  test.each([
    ['a hand-typed fence', 'Text\n\n```go\nfunc main() {}\n```\n', /a\.md:3: a hand-typed code fence/],
    ['a missing file', '```go source="x.go#Run"\n```\n', /x\.go#Run is not there/],
    ['a missing declaration', '```ts source="relay.ts#gone"\n```\n', /relay\.ts#gone is not there/],
  ])('%s is an error', (_, markdown, message) => {
    const result = transclude('a.md', markdown, read);
    expect(result.ok ? '' : result.errors[0]?.problem).toMatch(message);
  });
});
