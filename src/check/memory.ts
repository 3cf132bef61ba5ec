/**
 * What an engine works in: one row of words, and where in it everything lies, by the index of its first word. First
 * comes what is the same size always; from `states` on it can grow.
 */
export type Memory = Readonly<{
  /** All words there are; others once `reserve` or `share` was called. */
  words: () => Int32Array;
  /**
   * The memory that code works in too. From then on this one does. Null where there is none to have: each takes ten
   * gigabytes of address space, though hardly any memory, and some processes may not have as much.
   */
  share: () => WebAssemblyMemory | null;
  /** Sees to it that there are so many words at least. */
  reserve: (words: number) => void;
  /** Room for one state. */
  spare: number;
  /** Counts successors that were no other state. */
  idle: number;
  /** How many states are known. */
  known: number;
  /** Per action, 1 once it ran. */
  fired: number;
  /** Per action, what it adds to the cost of a story. */
  costs: number;
  /** What stands for an action on the way to the initial state, and costs nothing. */
  beginning: number;
  /** Room for successors, and so many are sure to fit. */
  successors: number;
  room: number;
  /** Per successor three words: the action that leads there, its hash, and the index under which it is known. */
  records: number;
  /** Which of the successors looked up last are told a new story. */
  news: number;
  states: number;
}>;

export const wordBytes = 4;

/** Words per record, and what they are. */
export const record = { words: 3, action: 0, hash: 1, found: 2 } as const;

/** So many successors are looked up at once: enough that the processor fetches many of them at a time. */
export const successorsAtOnce = 1024;

const wordsPerPage = 1 << 14;
const mostPages = 1 << 16;
/** What addresses of 32 bits reach. */
export const mostBytes = mostPages * wordsPerPage * wordBytes;

/** Memory for a program with actions that cost so much, and states of `width` words. */
export const memoryFor = (width: number, costs: readonly number[]): Memory => {
  const room = costs.length + successorsAtOnce;
  // The first word is written to by code that reads ahead, and read by none.
  const [idle, known, spare] = [1, 2, 3];
  const costsAt = spare + width;
  const fired = costsAt + costs.length + 1;
  const successors = fired + costs.length;
  const records = successors + room * width;
  const news = records + room * record.words;
  const states = news + room;
  let shared: WebAssemblyMemory | null = null;
  let words = new Int32Array(states);
  words.set(costs, costsAt);
  return {
    words: () => words,
    share: () => {
      shared ??= newShared(words);
      if (shared) words = new Int32Array(shared.buffer);
      return shared;
    },
    reserve: (wanted) => {
      if (wanted <= words.length) return;
      if (shared) {
        shared.grow(pagesFor(wanted) - words.length / wordsPerPage);
        words = new Int32Array(shared.buffer);
      } else {
        const larger = new Int32Array(wanted);
        larger.set(words);
        words = larger;
      }
    },
    spare,
    idle,
    known,
    fired,
    costs: costsAt,
    beginning: costs.length,
    successors,
    room,
    records,
    news,
    states,
  };
};

const newShared = (words: Int32Array): WebAssemblyMemory | null => {
  try {
    const made = new WebAssembly.Memory({ initial: pagesFor(words.length), maximum: mostPages });
    new Int32Array(made.buffer).set(words);
    return made;
  } catch {
    return null;
  }
};

const pagesFor = (words: number): number => Math.ceil(words / wordsPerPage);
