import { createActionLogger, maskToken } from './github/action-logger.ts';
import { readContext } from './github/context.ts';
import { endFailedStep, endStep } from './github/outputs.ts';
import { parseInputs, refuseUnknownInputs } from './settings/inputs.ts';
import { Cleanup } from './system/cleanup.ts';
import { createLifetime } from './system/lifetime.ts';

/**
 * The Action: reads the runner's side of the contract, runs one mode, maps the outcome to an exit status. Tokens are masked
 * before the rest is even loaded.
 */
const logger = createActionLogger();
const cleanup = new Cleanup(logger);
const lifetime = createLifetime(cleanup);

async function main(): Promise<0 | 1 | 2 | 3> {
  refuseUnknownInputs(process.env);
  const inputs = parseInputs((name) => process.env[`INPUT_${name.toUpperCase()}`] ?? '');
  for (const token of [inputs.token, inputs.commitToken]) if (token !== null) maskToken(logger, token);
  const context = readContext(process.env);
  const { runMode } = await import('./modes.ts');
  return runMode(inputs, context, { logger, cleanup, signal: lifetime.signal });
}

try {
  endStep(logger, await lifetime.during(main));
} catch (error) {
  endFailedStep(logger, error);
}
// An upload that was given up may still wait for its answer, and would keep the step for ever.
process.exit();
