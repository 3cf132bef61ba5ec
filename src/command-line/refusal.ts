import type { UserError } from '../errors.ts';
import { errorText } from '../tools/misuse.ts';
import { COMMANDS } from './commands.ts';

/** The words of a failed command. Tools advise calls of each other; at a terminal these are commands. */
export const refusalText = (errors: readonly UserError[]): string =>
  COMMANDS.reduce((text, { tool, name }) => text.replaceAll(tool, `eda ${name}`), errorText(errors));
