#!/usr/bin/env node

/** An exit code that is neither findings (1) nor wrong usage (2): the program itself is wrong. */
const BUG = 70;

// Whoever reads us may stop reading (`eda help | head`): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.stderr.write(`the answer could not be written: ${error.message}\n`);
  process.exit(error.code === 'EPIPE' ? undefined : BUG);
});

try {
  // A hook runs before every prompt of its user: it must load nothing but the detector.
  if (process.argv[2] === 'hook') {
    const { runHook } = await import('./hook.ts');
    runHook(process);
  } else {
    const { main } = await import('./command-line/index.ts');
    const code = await main(process);
    if (code !== undefined) process.exitCode = code;
  }
} catch (error) {
  process.stderr.write(`internal failure: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = BUG;
}
