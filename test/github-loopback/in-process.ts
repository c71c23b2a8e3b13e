import { vi } from 'vitest';
import { createActionLogger } from '../../src/github/action-logger.ts';
import { type Context, readContext } from '../../src/github/context.ts';
import { type Inputs, parseInputs } from '../../src/settings/inputs.ts';
import { reuseConnectionsAtOnce } from './connections.ts';
import { type ActionStep, environmentOfStep } from './run-action.ts';

reuseConnectionsAtOnce();

/** What a step runs with in this process: it waits for nothing, and its log is kept. */
export interface StepHost {
  readonly logger: ReturnType<typeof createActionLogger>;
  readonly context: Context;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** How work in this process came out. */
export interface InProcess<T> {
  readonly given?: T;
  readonly thrown?: unknown;
  readonly log: string;
  /** All its pauses together, in milliseconds. */
  readonly waited: number;
}

type Work<T> = (inputs: Inputs, host: StepHost) => Promise<T>;

/** Runs what a step does in this process and without its pauses, for tests of hundreds of steps. */
export function runInProcess<T>(step: ActionStep, work: Work<T>): Promise<InProcess<T>> {
  return runWith(environmentOfStep(step), work);
}

/**
 * The same with the variables of the step, and a pause in place of its own. What the runner keeps in files is left in
 * the runner's folder; of several steps at once, in that of the last.
 */
export async function runWith<T>(
  environment: Readonly<Record<string, string>>,
  work: Work<T>,
  pause: () => Promise<void> = async () => {},
): Promise<InProcess<T>> {
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY']) vi.stubEnv(name, environment[name] ?? '');
  let log = '';
  let waited = 0;
  const host: StepHost = {
    logger: createActionLogger((text) => {
      log += text.toString();
    }),
    context: readContext(environment),
    sleep: (milliseconds) => {
      waited += milliseconds;
      return pause();
    },
  };
  try {
    const given = await work(
      parseInputs((name) => environment[`INPUT_${name.toUpperCase()}`] ?? ''),
      host,
    );
    return { given, log, waited };
  } catch (thrown) {
    return { thrown, log, waited };
  }
}
