import { execFileSync } from 'node:child_process';
import { checkFigures } from './check.ts';
import { table } from './figure.ts';
import { startUp } from './start-up.ts';

execFileSync('npx', ['tsx', 'scripts/build.ts'], { stdio: 'inherit' });
for (const measure of [startUp, checkFigures]) console.log(table(await measure()));
