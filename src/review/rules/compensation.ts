import type { NormalisedProcess, NormalisedStep } from '../../process/normalised.ts';
import { type Flow, failureEvents, flowOf, refusalTurnsBack, silenceTurnsBack, turnsBack } from '../flow.ts';
import { atStep, observed } from '../observe.ts';
import type { Observation, Rule } from '../types.ts';
import { consequences } from './consequences.ts';

/** Every effect that the process may have to take back names what takes it back. */
export const missingCompensation: Rule = (process) => {
  const seen = process.steps.filter((step) => turningPoints(process, step).length > 0);
  if (seen.length === 0) return [observed('nothing-to-undo', true, 'steps')];
  return seen.map((step) => atStep('missing-compensation', step.compensation !== null, step));
};

/**
 * The steps at which the process may turn back while the effect of this one stands. Its own deadline counts, because
 * the answer may only be late; its own refusal counts in a fan-out, where some succeed and some are refused.
 */
export const turningPoints = (process: NormalisedProcess, step: NormalisedStep): readonly NormalisedStep[] => {
  if (step.readOnly) return [];
  const flow = flowOf(process);
  const own = silenceTurnsBack(step) || (step.forEach !== null && refusalTurnsBack(step));
  return process.steps.filter((other) =>
    other.id === step.id ? own : step.kind !== 'pivot' && turnsBackOver(flow, step, other),
  );
};

/** Behind a pivot nothing may turn back; the rule about the pivot says so, not this one. */
const turnsBackOver = (flow: Flow, step: NormalisedStep, other: NormalisedStep): boolean =>
  turnsBack(other) && !flow.afterPivot(other) && flow.mayHaveHappened(step, other);

/** In a choreography the undo must be set off, directly or by what follows, by every failure it answers. */
export const unheardByCompensation: Rule = (process): readonly Observation[] => {
  if (process.pattern !== 'choreography') return [];
  return process.steps.flatMap((step) => {
    const { compensation } = step;
    if (!compensation) return [];
    const missed = turningPoints(process, step)
      .flatMap(failureEvents)
      .filter((event) => !consequences(process, event).some((reached) => compensation.on.includes(reached)));
    return [...new Set(missed)].map((event) =>
      observed('compensation-deaf', false, `steps.${step.id}.compensation.on`, { step: step.id, event }),
    );
  });
};

/** Later steps build on earlier ones, so the earlier must stand until the later are undone. */
export const compensationOrder: Rule = ({ compensate, steps, coordinator }) => {
  const undone = steps.filter(({ compensation }) => compensation);
  return coordinator && undone.length > 1
    ? [observed('compensation-order', compensate !== 'forward', 'compensate')]
    : [];
};

/** Where the undo can overtake the step, the service must remember it, or the late step takes effect after all. */
export const missingTombstone: Rule = (process) => {
  const flow = flowOf(process);
  return process.steps
    .filter((step) => step.compensation && process.delivery.ordering === 'none' && undoMayOvertake(process, flow, step))
    .map((step) =>
      atStep('missing-tombstone', step.compensation?.ifNotApplied === 'tombstone', step, 'compensation.ifNotApplied'),
    );
};

const undoMayOvertake = (process: NormalisedProcess, flow: Flow, step: NormalisedStep): boolean =>
  turningPoints(process, step).some((other) => other.id === step.id || !flow.before(other.id).has(step.id));
