import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { check_spec_with_cfg, check_spec_with_config, initSync } from 'tla-checker';
import * as z from 'zod/v4';

const require = createRequire(import.meta.url);
initSync({ module: readFileSync(require.resolve('tla-checker/tla_checker_bg.wasm')) });

const answer = z.object({
  success: z.boolean(),
  error_message: z.string().nullish(),
  states_explored: z.number(),
  trace: z.array(z.string()).nullish(),
});

/** What the npm package tla-checker says of a module. */
export const tlaChecker = (spec: string, states = 100_000, constants: object = {}) =>
  answer.parse(JSON.parse(check_spec_with_config(spec, JSON.stringify(constants), states, 10_000, true, false)));

/** What it says of an exported process: of its module, with the configuration that comes with it. */
export const tlaVerdict = (files: Readonly<Record<string, string>>, states = 100_000) => {
  const [spec = '', configuration = ''] = Object.values(files);
  return answer.parse(JSON.parse(check_spec_with_cfg(spec, configuration, '{}', states, 10_000, true, false)));
};
