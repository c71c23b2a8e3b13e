import { setTimeout as sleep } from 'node:timers/promises';
import { accept } from './accept/accept.ts';
import { askCheckout } from './gate/checkout.ts';
import { gateOnGitHub } from './gate/gate-on-github.ts';
import type { ActionLogger } from './github/action-logger.ts';
import type { Context } from './github/context.ts';
import { childEnvironment } from './github/environment.ts';
import { measurerFor } from './measure/measurer-here.ts';
import { publish } from './publish/publish.ts';
import type { Inputs } from './settings/inputs.ts';
import { readSettings } from './settings/settings.ts';
import type { Cleanup } from './system/cleanup.ts';
import { interruptible } from './system/lifetime.ts';
import { createRun } from './system/process.ts';

/** What the door has ready. */
export interface Step {
  readonly logger: ActionLogger;
  readonly cleanup: Cleanup;
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
}

/** What the Action does, by its mode; returns the step's exit status. */
export function runMode(inputs: Inputs, context: Context, step: Step): Promise<0 | 1 | 2 | 3> {
  const { logger } = step;
  if (inputs.mode === 'accept') return accept(inputs, { context, logger, sleep });
  if (inputs.mode === 'publish') return publish(inputs, { context, logger, sleep });
  return gate(inputs, context, step);
}

async function gate(given: Inputs, described: Context, { logger, cleanup, signal }: Step): Promise<0 | 1 | 2 | 3> {
  const environment = childEnvironment(process.env);
  const runAlways = createRun(environment);
  const run = interruptible(runAlways, signal);
  const { inputs, context } = await askCheckout(given, described, run);
  return gateOnGitHub(await readSettings(inputs, context.workspace), {
    ...{ logger, cleanup, environment, run, runAlways, context, sleep, signal },
    withheld: Object.keys(process.env).filter((name) => !Object.hasOwn(environment, name)),
    repository: context.workspace,
    measurer: measurerFor(process.platform, undefined),
    mayInstall: context.isHosted,
    resultFolder: context.resultFolder,
  });
}
