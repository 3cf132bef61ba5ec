/** Names the caller already knows; they replace what would be read out of the text. */
export type GivenNames = Readonly<{
  steps: readonly string[];
  services: readonly string[];
  events: readonly string[];
}>;
