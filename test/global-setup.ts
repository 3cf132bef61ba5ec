import { execFileSync } from 'node:child_process';

/** The end-to-end tests run what users run: the built server. */
export const setup = (): void => {
  execFileSync('npx', ['tsx', 'scripts/build.ts'], { stdio: ['ignore', 'ignore', 'inherit'] });
};
