import { setTimeout as sleep } from 'node:timers/promises';
import { accept } from './accept/accept.ts';
import { askCheckout } from './gate/checkout.ts';
import { gateOnGitHub } from './gate/gate-on-github.ts';
import { createActionLogger, maskToken } from './github/action-logger.ts';
import { type Context, readContext } from './github/context.ts';
import { childEnvironment } from './github/environment.ts';
import { endStep } from './github/outputs.ts';
import { measurerFor } from './measure/measurer-here.ts';
import { MeasurementError, messageOf, UsageError } from './model/errors.ts';
import { publish } from './publish/publish.ts';
import { type Inputs, parseInputs, refuseUnknownInputs } from './settings/inputs.ts';
import { readSettings } from './settings/settings.ts';
import { Cleanup } from './system/cleanup.ts';
import { createLifetime, interruptible } from './system/lifetime.ts';
import { createRun } from './system/process.ts';

/** The Action: reads the runner's side of the contract, calls one command, maps the outcome to an exit status. */
const logger = createActionLogger();
const cleanup = new Cleanup(logger);
const lifetime = createLifetime(cleanup);

async function main(): Promise<0 | 1 | 2 | 3> {
  refuseUnknownInputs(process.env);
  const inputs = parseInputs((name) => process.env[`INPUT_${name.toUpperCase()}`] ?? '');
  for (const token of [inputs.token, inputs.commitToken]) if (token !== null) maskToken(logger, token);
  const context = readContext(process.env);
  if (inputs.mode === 'accept') return accept(inputs, { context, logger, sleep });
  if (inputs.mode === 'publish') return publish(inputs, { context, logger, sleep });
  return gate(inputs, context);
}

async function gate(given: Inputs, described: Context): Promise<0 | 1 | 2 | 3> {
  const environment = childEnvironment(process.env);
  const runAlways = createRun(environment);
  const run = interruptible(runAlways, lifetime.signal);
  const { inputs, context } = await askCheckout(given, described, run);
  return gateOnGitHub(await readSettings(inputs, context.workspace), {
    ...{ logger, cleanup, environment, run, runAlways, context, sleep, signal: lifetime.signal },
    withheld: Object.keys(process.env).filter((name) => !Object.hasOwn(environment, name)),
    repository: context.workspace,
    measurer: measurerFor(process.platform, undefined),
    mayInstall: context.isHosted,
    resultFolder: context.resultFolder,
  });
}

try {
  endStep(logger, await lifetime.during(main));
} catch (error) {
  if (error instanceof UsageError) endStep(logger, 2, error.message);
  else if (error instanceof MeasurementError) endStep(logger, 3, [error.message, ...error.lastLines].join('\n'));
  else
    endStep(logger, 3, `This is a bug, please report it: ${error instanceof Error ? error.stack : messageOf(error)}`);
}
// An upload that was given up may still wait for its answer, and would keep the step for ever.
process.exit();
