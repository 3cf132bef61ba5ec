/** Two layers: an event leads to a command, and the command has its answers. */
export type Hop = Readonly<{ on: string; command: string; success: string; refusal?: string }>;

export type Flow = Readonly<{ starts: string; hops: readonly Hop[]; outcomes: readonly string[] }>;

/** The layers that do not fit: a message nobody sends, an answer nobody hears, a wish and a fact with one name. */
export const check = ({ starts, hops, outcomes }: Flow): readonly string[] => {
  const answers = (hop: Hop) => [hop.success, ...(hop.refusal === undefined ? [] : [hop.refusal])];
  const told = new Set([starts, ...hops.flatMap(answers)]);
  const heard = new Set([...hops.map((hop) => hop.on), ...outcomes]);
  return [
    ...hops.filter((hop) => !told.has(hop.on)).map((hop) => `nobody publishes ${hop.on}`),
    ...hops.flatMap((hop) =>
      answers(hop)
        .filter((answer) => !heard.has(answer))
        .map((answer) => `nobody goes on after ${answer}`),
    ),
    ...hops.filter((hop) => told.has(hop.command)).map((hop) => `${hop.command} is both a wish and a fact`),
    ...outcomes.filter((outcome) => !told.has(outcome)).map((outcome) => `${outcome} can never happen`),
  ];
};
