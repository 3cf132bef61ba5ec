import type { UserError } from '../errors.ts';
import { errorText } from '../tools/misuse.ts';
import { asCommands } from './commands.ts';

/** The words of a failed command. */
export const refusalText = (errors: readonly UserError[]): string => asCommands(errorText(errors));
