import { acceptLabel } from './commands/accept-label.ts';
import { readSettings } from './commands/configuration.ts';
import { gateOnGitHub } from './commands/gate-on-github.ts';
import { publish } from './commands/publish.ts';
import { parseInputs } from './config/inputs.ts';
import { refuseUnknownInputs } from './config/unknown-inputs.ts';
import { MeasurementError, messageOf, UsageError } from './errors.ts';
import { createActionLogger, maskToken } from './github/action-logger.ts';
import { childEnvironment } from './github/child-environment.ts';
import { readContext } from './github/context.ts';
import { endStep } from './github/outputs.ts';
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
  if (inputs.mode === 'accept') return acceptLabel(inputs, { context, logger });
  if (inputs.mode === 'publish') return publish(inputs, { context, logger });
  const environment = childEnvironment(process.env);
  const runAlways = createRun(environment);
  return gateOnGitHub(await readSettings(inputs, context.workspace), {
    ...{ logger, cleanup, environment, runAlways, context },
    run: interruptible(runAlways, lifetime.signal),
    repository: context.workspace,
    mayInstall: process.env.RUNNER_ENVIRONMENT === 'github-hosted',
    resultFolder: process.env.RUNNER_TEMP ?? context.workspace,
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
