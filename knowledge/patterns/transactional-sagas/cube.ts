type Communication = 's' | 'a';
type Consistency = 'a' | 'e';
type Coordination = 'o' | 'c';

/** Communication, consistency, coordination: `aeo` is asynchronous, eventual, orchestrated. */
export type Corner = `${Communication}${Consistency}${Coordination}`;

export type Verdict = Readonly<{ name: string; good: boolean; better: Corner; advice: string }>;

/** All eight, since a missing corner does not compile. The better one is a single choice away. */
export const cube: Readonly<Record<Corner, Verdict>> = {
  sao: { name: 'Epic', good: false, better: 'seo', advice: 'a transaction in disguise: commit each step by itself' },
  sac: { name: 'Phone Tag', good: false, better: 'sec', advice: 'atomic without a coordinator: give atomicity up' },
  seo: { name: 'Fairy Tale', good: true, better: 'seo', advice: 'an honest beginning' },
  sec: { name: 'Time Travel', good: false, better: 'aec', advice: 'a chain of calls: let it flow as events' },
  aao: { name: 'Fantasy Fiction', good: false, better: 'aeo', advice: 'asynchrony does not save atomicity' },
  aac: { name: 'Horror Story', good: false, better: 'aec', advice: 'everybody undoes everybody, in any order' },
  aeo: { name: 'Parallel', good: true, better: 'aeo', advice: 'saga or process manager' },
  aec: { name: 'Anthology', good: true, better: 'aec', advice: 'choreography' },
};
