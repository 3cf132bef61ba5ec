/**
 * How each state was reached first: by how many faults and, among those, how many steps; from which state and by which
 * action; and what is known of it.
 */
export type Labels = {
  /** faults × 65536 + steps: ordered as stories are, the fewest faults first. */
  cost: Int32Array;
  parent: Int32Array;
  via: Int32Array;
  flags: Uint8Array;
};

/** What is known of a state. */
export const flag = { expanded: 1, broken: 2, atRest: 4, safe: 8, trapped: 16 } as const;

/** One fault more than another story, however long. */
export const faultCost = 0x10000;

export const faultsOf = (cost: number): number => Math.floor(cost / faultCost);
export const stepsOf = (cost: number): number => cost % faultCost;

/** Room for the labels of `capacity` states. */
export const labelsFor = (capacity: number): Labels => ({
  cost: new Int32Array(capacity),
  parent: new Int32Array(capacity),
  via: new Int32Array(capacity),
  flags: new Uint8Array(capacity),
});

export const bytesOf = ({ cost, flags }: Labels): number => 3 * cost.byteLength + flags.byteLength;

/** Makes room for at least `count` states. */
export const growLabels = (labels: Labels, count: number): void => {
  if (count <= labels.cost.length) return;
  const larger = labelsFor(labels.cost.length * 2);
  larger.cost.set(labels.cost);
  larger.parent.set(labels.parent);
  larger.via.set(labels.via);
  larger.flags.set(labels.flags);
  Object.assign(labels, larger);
};
