import { type Completion, commandLine, type Invocation, type Run } from '../../src/system/process.ts';

/** A {@link Run} that starts nothing: `answer` says how a program ends (left out: status 0 and no output). */
export function scriptedRun(
  answer: (command: string, invocation: Invocation) => Partial<Completion> | undefined,
): Run & { readonly commands: readonly string[]; readonly invocations: readonly Invocation[] } {
  const commands: string[] = [];
  const invocations: Invocation[] = [];
  const run: Run = async (invocation) => {
    const command = commandLine(invocation);
    commands.push(command);
    invocations.push(invocation);
    return { exitCode: 0, stdout: '', stderr: '', ...answer(command, invocation) };
  };
  return Object.assign(run, { commands, invocations });
}
