/** First in, first out, over states and the costs of their stories. */
export type Queue = Readonly<{
  push: (state: number, cost: number) => void;
  /** The oldest; -1 if there is none. */
  state: () => number;
  /** Its cost; more than any other if there is none. */
  cost: () => number;
  take: () => void;
  isEmpty: () => boolean;
  bytes: () => number;
}>;

const none = 0x7fffffff;

/** An empty queue that reuses its room once it has run empty. */
export const queue = (): Queue => {
  let items = new Int32Array(256);
  let head = 0;
  let tail = 0;
  return {
    push: (state, cost) => {
      if (tail === items.length) {
        const larger = new Int32Array((tail - head) * 2 + 256);
        larger.set(items.subarray(head, tail));
        tail -= head;
        head = 0;
        items = larger;
      }
      items[tail] = state;
      items[tail + 1] = cost;
      tail += 2;
    },
    state: () => (head === tail ? -1 : (items[head] ?? -1)),
    cost: () => (head === tail ? none : (items[head + 1] ?? none)),
    take: () => {
      head += 2;
      if (head === tail) {
        head = 0;
        tail = 0;
      }
    },
    isEmpty: () => head === tail,
    bytes: () => items.byteLength,
  };
};
