import { readFileSync } from 'node:fs';
import { vi } from 'vitest';
import { accept } from '../../src/accept/accept.ts';
import { createActionLogger } from '../../src/github/action-logger.ts';
import { type Context, readContext } from '../../src/github/context.ts';
import { endFailedStep, endStep } from '../../src/github/outputs.ts';
import { publish } from '../../src/publish/publish.ts';
import { type Inputs, parseInputs } from '../../src/settings/inputs.ts';
import { parseCommandFile, shownSummary } from './command-files.ts';
import { reuseConnectionsAtOnce } from './connections.ts';
import { type ActionResult, type ActionStep, beginStep, environmentOfStep } from './run-action.ts';
import type { commandFiles } from './runner-environment.ts';
import { parseWorkflowCommands } from './workflow-commands.ts';

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

/** What the runner sees of a step. */
export type StepResult = Pick<ActionResult, 'exitCode' | 'output' | 'outputs' | 'summary' | 'annotations' | 'commands'>;

/**
 * Runs `mode: publish` or `mode: accept` as src/action.ts does, in this process and without its pauses, for tests of many
 * outcomes. That the entry file does so, too, is what the tests with `runAction` show.
 */
export async function runStep(step: ActionStep): Promise<StepResult> {
  const { environment, end } = beginStep(step);
  const given = process.exitCode;
  const { log: output } = await runWith(environment, async (inputs, host) => {
    try {
      if (inputs.mode === 'gate') throw new Error('a gate measures in a process of its own');
      endStep(host.logger, await (inputs.mode === 'publish' ? publish : accept)(inputs, host));
    } catch (error) {
      endFailedStep(host.logger, error);
    }
  });
  const exitCode = Number(process.exitCode);
  process.exitCode = given;
  end(exitCode);
  const read = (name: keyof typeof commandFiles) => readFileSync(environment[name] ?? '', 'utf8');
  const commands = parseWorkflowCommands(output);
  return {
    ...{ exitCode, output, commands, annotations: commands.annotations },
    outputs: parseCommandFile(read('GITHUB_OUTPUT')),
    summary: shownSummary(read('GITHUB_STEP_SUMMARY')),
  };
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
