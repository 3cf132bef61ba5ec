import { execFileSync } from 'node:child_process';
import { table } from './figure.ts';
import { startUp } from './start-up.ts';

execFileSync('npx', ['tsx', 'scripts/build.ts'], { stdio: 'inherit' });
for (const measure of [startUp]) console.log(table(await measure()));
