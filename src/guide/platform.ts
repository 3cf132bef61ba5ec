/** The words of the user's platform. */
export type Platform = Readonly<{ language: 'go' | 'typescript'; bus: string; stream: string; handler: string }>;

/** The platform the seed describes. */
export const DEFAULT_PLATFORM: Platform = {
  language: 'go',
  bus: 'command.Bus',
  stream: 'event.Stream',
  handler: 'command.Handler',
};
