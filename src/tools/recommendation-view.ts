import { TITLES } from './titles.ts';

/** A recommendation with the titles its template prints. */
export const recommendationView = <R extends Readonly<{ pattern: string; provisional: string }>>(
  recommendation: R,
) => ({
  ...recommendation,
  title: TITLES.get(recommendation.pattern) ?? recommendation.pattern,
  provisionalTitle: TITLES.get(recommendation.provisional) ?? recommendation.provisional,
});
