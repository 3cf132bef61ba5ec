/** What TLC is to check of a module. A process that has ended may rest for ever, so that is no deadlock. */
export const configurationOf = (
  specification: string,
  invariants: readonly string[],
  properties: readonly string[],
): string =>
  [
    `SPECIFICATION ${specification}`,
    ...(invariants.length === 0 ? [] : ['INVARIANTS', ...invariants.map((name) => `  ${name}`)]),
    ...(properties.length === 0 ? [] : ['PROPERTIES', ...properties.map((name) => `  ${name}`)]),
    'CHECK_DEADLOCK FALSE',
    '',
  ].join('\n');
