import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookupCode } from '../../src/check/code/lookup.ts';
import { sortRoutine } from '../../src/check/code/sort.ts';
import { lookupIn } from '../../src/check/lookup.ts';
import { type Memory, memoryFor, wordBytes } from '../../src/check/memory.ts';
import { sortSlots } from '../../src/check/slots.ts';
import { foundIn, put, stateSet } from '../../src/check/states.ts';
import { constant, folded, or, unsigned } from '../../src/check/wasm/instructions.ts';
import { moduleOf, routinesOf } from '../../src/check/wasm/module.ts';

const memory = () => memoryFor(2, [1]);
const sharedOf = (room: Memory): WebAssemblyMemory => {
  const shared = room.share();
  if (!shared) throw new Error('no memory for code');
  return shared;
};
const word = fc.integer({ min: -0x80000000, max: 0x7fffffff });

describe('generated code', () => {
  it('holds every 32-bit constant', () => {
    fc.assert(
      fc.property(word, (value) => {
        const module = moduleOf([{ name: 'value', parameters: 0, locals: 0, body: constant(value) }]);
        expect(routinesOf(module, sharedOf(memory()))('value')()).toBe(value);
      }),
    );
  });

  it.each([
    [0, [0]],
    [127, [127]],
    [128, [0x80, 1]],
    [0xffffffff, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('writes the size %i as it is written in a module', (size, bytes) => {
    expect([unsigned(size)].flat()).toEqual(bytes);
  });

  it('can be as long as the longest formula', () => {
    const parts = Array.from({ length: 100_000 }, (_, index) => constant(index === 77_777 ? 1 : 0));
    const body = folded(or, parts, constant(0));
    expect(routinesOf(moduleOf([{ name: 'any', parameters: 0, locals: 0, body }]), sharedOf(memory()))('any')()).toBe(
      1,
    );
  });

  it('sorts slots as its twin does, and nothing else', () => {
    const slot = (word: number, index: number) => ({ word, shift: index * 5, mask: 0x1f });
    const slots = [slot(0, 0), slot(1, 2), slot(0, 3), slot(1, 4), slot(0, 1)];
    const room = memory();
    const sort = routinesOf(moduleOf([{ ...sortRoutine(slots), name: 'sort' }]), sharedOf(room))('sort');
    fc.assert(
      fc.property(fc.tuple(word, word), (state) => {
        room.words().set(state, room.spare);
        sort(room.spare * wordBytes);
        const expected = Int32Array.from(state);
        sortSlots(slots, expected, 0);
        expect(room.words().slice(room.spare, room.spare + 2)).toEqual(expected);
      }),
    );
  });
});

describe('a set of states', () => {
  it('knows each state once, by the order in which they came, at the lowest cost', () => {
    const few = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), { minLength: 1 });
    fc.assert(
      fc.property(few, fc.array(fc.nat({ max: 9 }), { minLength: 1 }), (all, costs) => {
        const room = memory();
        const states = stateSet(2, room);
        const known = new Map<string, { index: number; cost: number }>();
        all.forEach((state, turn) => {
          const cost = costs[turn % costs.length] ?? 0;
          const before = known.get(String(state));
          put(room, 0, Int32Array.from(state), 0);
          states.find(1);
          expect(foundIn(room, 0)).toBe(before?.index ?? -1);
          const isNews = before === undefined || cost + 1 < before.cost;
          expect(states.reach(1, cost)).toBe(isNews ? 1 : 0);
          const entry = { index: before?.index ?? known.size, cost: isNews ? cost + 1 : (before?.cost ?? 0) };
          known.set(String(state), entry);
          expect(foundIn(room, 0)).toBe(entry.index);
        });
        expect(states.count()).toBe(known.size);
        for (const { index, cost } of known.values()) expect(states.cost(index)).toBe(cost);
      }),
    );
  });

  it('keeps every state while it grows', () => {
    const room = memory();
    const states = stateSet(2, room);
    const stateOf = (index: number) => Int32Array.of(Math.imul(index, 0x9e3779b9), index % 7);
    const [batch, batches] = [1000, 60];
    for (let first = 0; first < batch * batches; first += batch) {
      for (let index = 0; index < batch; index += 1) put(room, index, stateOf(first + index), 0);
      expect(states.reach(batch, 0)).toBe(batch);
    }
    for (let index = 0; index < batch * batches; index += 997) {
      put(room, 0, stateOf(index), 0);
      states.find(1);
      expect(foundIn(room, 0)).toBe(index);
      expect(states.words().slice(states.at(index), states.at(index) + 2)).toEqual(stateOf(index));
    }
  });
});

describe('lookups in code', () => {
  it('do to the memory what their twin does', () => {
    const state = fc.tuple(
      fc.integer({ min: 0, max: 12 }),
      word.map((value) => value & 0x3),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(state, { maxLength: 40 }), fc.nat({ max: 5 }))), (batches) => {
        const [plain, coded] = [memory(), memory()];
        const [table, last] = [plain.states, 127];
        const rows = table + last + 1;
        for (const room of [plain, coded]) room.reserve(rows + 64 * 3);
        const twins = [
          { room: plain, lookup: lookupIn(plain, 2) },
          { room: coded, lookup: lookupCode(coded, sharedOf(coded), 2) },
        ];
        for (const [states, cost] of batches) {
          const answers = twins.map(({ room, lookup }) => {
            for (const [index, each] of states.entries()) put(room, index, Int32Array.from(each), 0);
            lookup.find(states.length, rows, table, last);
            const before = states.map((_, index) => foundIn(room, index));
            const told = lookup.reach(states.length, cost, rows, table, last);
            const words = room.words();
            const [found, news] = [
              states.map((_, index) => foundIn(room, index)),
              words.slice(room.news, room.news + told),
            ];
            return { before, told, found, news, kept: words.slice(table, rows + 64 * 3) };
          });
          expect(answers[1]).toEqual(answers[0]);
        }
      }),
    );
  });
});
