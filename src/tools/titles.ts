/** How answers are written in words. */
export const TITLES: ReadonlyMap<string, string> = new Map([
  ['saga', 'Saga'],
  ['process_manager', 'Process Manager'],
  ['choreography', 'Choreography'],
  ['local_transaction', 'One local transaction'],
  ['ask', 'Not decided yet'],
]);
