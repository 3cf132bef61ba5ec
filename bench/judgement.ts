import { benchDecide } from './decide.ts';
import { benchDetection, processCost } from './detect.ts';
import type { Figure } from './figure.ts';

const PROMPT = JSON.stringify({
  prompt: 'The card was charged, the hotel never got the booking. How do we undo that?',
});

/** What detection, decision and the hook cost. */
export const judgement = (): readonly Figure[] => {
  const detection = benchDetection();
  const decision = benchDecide();
  return [
    { what: 'detect, p95', ours: detection.p95, unit: 'ms', goal: '≤ 5' },
    { what: 'detect, one message of a megabyte', ours: detection.throughput, unit: 'MB/s', goal: '≥ 5' },
    { what: 'detect, from nothing to ready', ours: detection.warmUp, unit: 'ms' },
    { what: 'decide from text, p95', ours: decision.p95, unit: 'ms', goal: '≤ 20' },
    { what: 'decide from text, very first call', ours: decision.first, unit: 'ms' },
    { what: 'decide, one message of a megabyte', ours: decision.megabyte, unit: 'ms', goal: '≤ 1000' },
    {
      what: 'eda hook, whole process, beside node -e 0',
      ours: processCost(['dist/cli.js', 'hook'], PROMPT),
      rival: processCost(['-e', '0'], ''),
      unit: 'ms',
      goal: '≤ 1.5 ×',
    },
  ];
};
