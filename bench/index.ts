import { execFileSync } from 'node:child_process';
import { checkFigures } from './check.ts';
import { cancelFigures } from './check-cancel.ts';
import { rivalFigures } from './check-rivals.ts';
import { table } from './figure.ts';
import { judgement } from './judgement.ts';
import { startUp } from './start-up.ts';

execFileSync('npx', ['tsx', 'scripts/build.ts'], { stdio: 'inherit' });
for (const measure of [startUp, judgement, checkFigures, rivalFigures, cancelFigures])
  console.log(table(await measure()));
