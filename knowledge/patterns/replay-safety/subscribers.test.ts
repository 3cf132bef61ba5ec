import { describe, expect, it } from 'vitest';
import { follow, type Projection, type Reactor, type Recorded, rewind, startOf } from './subscribers.ts';

const ann: Recorded<string> = { position: 1, event: 'ann registered' };
const bob: Recorded<string> = { position: 2, event: 'bob registered' };

const users = new Set<string>();
const list: Projection<string> = {
  kind: 'projection',
  name: 'user list',
  reset: () => users.clear(),
  apply: (event) => void users.add(event),
};
const welcome: Reactor<string, string> = {
  kind: 'reactor',
  name: 'welcome',
  react: (event, send) => send(`welcome: ${event}`),
};

describe('replay', () => {
  it('builds the read model again and sends nothing', () => {
    const sent: string[] = [];
    const send = (command: string) => void sent.push(command);
    const positions = { list: startOf(list, [ann]), welcome: startOf(welcome, [ann]) };
    const store = [ann, bob];
    follow(list, store, positions.list, send);
    follow(welcome, store, positions.welcome, send);
    expect(users.size).toBe(2);
    expect(sent).toEqual(['welcome: bob registered']);

    const again = rewind(list);
    expect(users.size).toBe(0);
    follow(list, store, again, send);
    expect(users.size).toBe(2);
    expect(sent).toHaveLength(1);
  });

  it('does not rewind what acts on the outside', () => {
    // @ts-expect-error a reactor lives only forward
    expect(() => rewind(welcome)).toThrow();
  });
});
