/** First in, first out, over numbers. */
export type Queue = Readonly<{
  push: (value: number) => void;
  /** The oldest, or -1. */
  peek: () => number;
  take: () => number;
  isEmpty: () => boolean;
  bytes: () => number;
}>;

/** An empty queue that reuses its room once it has run empty. */
export const queue = (): Queue => {
  let items = new Int32Array(256);
  let head = 0;
  let tail = 0;
  return {
    push: (value) => {
      if (tail === items.length) {
        const larger = new Int32Array((tail - head) * 2 + 256);
        larger.set(items.subarray(head, tail));
        tail -= head;
        head = 0;
        items = larger;
      }
      items[tail] = value;
      tail += 1;
    },
    peek: () => (head === tail ? -1 : (items[head] ?? -1)),
    take: () => {
      const value = items[head] ?? -1;
      head += 1;
      if (head === tail) {
        head = 0;
        tail = 0;
      }
      return value;
    },
    isEmpty: () => head === tail,
    bytes: () => items.byteLength,
  };
};
