import type { Question, SketchStep } from '../sketch.ts';
import { uniqueId } from './orchestrated.ts';
import { type Arrow, arrowsOf, type Diagram } from './sequence.ts';

/** Parties that react to each other: what one hears before it next speaks is what starts it, what it then says is its answer. */
export const listeningSteps = (
  diagram: Diagram,
  name: (id: string) => string,
): Readonly<{ steps: readonly SketchStep[]; questions: readonly Question[] }> => {
  const arrows = arrowsOf(diagram.items).filter(({ from, to, text }) => from !== to && text !== '');
  const steps: SketchStep[] = [];
  for (const party of new Set(arrows.map(({ to }) => to))) {
    const speaks = arrows.some(({ from }) => from === party);
    // An actor that only hears is an observer, not a step.
    if (!speaks && diagram.parties.get(party)?.isActor) continue;
    for (const { heard, said } of turnsOf(arrows, party)) {
      steps.push({
        id: uniqueId(steps, name(party)),
        service: name(party),
        on: heard,
        success: said,
      });
    }
  }
  const questions = steps.flatMap(({ id, on = [] }) =>
    on.length > 1
      ? [{ path: 'steps', question: `Does "${id}" start at any of ${on.join(', ')}, or when all have come?` }]
      : [],
  );
  return { steps, questions };
};

type Turn = { heard: string[]; said: string[] };

const turnsOf = (arrows: readonly Arrow[], party: string): readonly Turn[] => {
  const turns: Turn[] = [];
  for (const { from, to, text } of arrows) {
    const turn = turns.at(-1);
    if (to === party) {
      if (turn !== undefined && turn.said.length === 0) turn.heard = [...new Set([...turn.heard, text])];
      else turns.push({ heard: [text], said: [] });
    } else if (from === party && turn !== undefined) turn.said = [...new Set([...turn.said, text])];
  }
  return turns;
};
