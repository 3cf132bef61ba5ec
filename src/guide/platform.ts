/** The words of the user's platform. */
export type Platform = Readonly<{ language: 'go' | 'typescript'; bus: string; stream: string; handler: string }>;

/** What is given, and for the rest the platform that the knowledge compiles against. */
export const platformOf = (given: { [K in keyof Platform]?: Platform[K] | undefined }): Platform => ({
  language: given.language ?? 'go',
  bus: given.bus ?? 'command.Bus',
  stream: given.stream ?? 'event.Stream',
  handler: given.handler ?? 'command.Handler',
});
