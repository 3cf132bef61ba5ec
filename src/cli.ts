#!/usr/bin/env node

/** A hook runs before every prompt of its user: it must load nothing but the detector. */
if (process.argv[2] === 'hook') {
  const { runHook } = await import('./hook.ts');
  await runHook(process);
} else {
  const { main } = await import('./command-line/index.ts');
  const code = await main(process);
  if (code !== undefined) process.exitCode = code;
}
