import { MeasurementError } from '../errors.ts';
import type { Logger } from '../system/logger.ts';
import { commandLine, endOf, lastLines, type Run, succeed } from '../system/process.ts';

/** What to build; `products` empty means everything. */
export interface BuildRequest {
  readonly packagePath: string;
  readonly products: readonly string[];
  /** Further arguments of `swift build`. */
  readonly arguments: readonly string[];
}

/**
 * Builds in release mode, with the build's output going to the log as it comes, and returns the folder of the
 * executables. Throws a {@link MeasurementError} with the compiler's messages when it breaks.
 */
export async function build(run: Run, logger: Logger, request: BuildRequest): Promise<string> {
  const base = ['build', '-c', 'release', '--package-path', request.packagePath, ...request.arguments];
  const selections = request.products.length === 0 ? [[]] : request.products.map((product) => ['--product', product]);
  for (const selection of selections) {
    const invocation = {
      file: 'swift',
      arguments: [...base, ...selection],
      directory: request.packagePath,
      onOutput: (chunk: Buffer) => logger.output(chunk),
    };
    const completion = await logger.group(commandLine(invocation), () => run(invocation));
    if (completion.exitCode !== 0) {
      throw new MeasurementError(`The build broke: \`${commandLine(invocation)}\` ${endOf(completion)}.`, {
        lastLines: compilerMessages(`${completion.stdout}\n${completion.stderr}`),
      });
    }
  }
  const folder = await succeed(run, 'asking SwiftPM for the build folder', {
    file: 'swift',
    arguments: [...base, '--show-bin-path'],
    directory: request.packagePath,
  });
  return folder.trim().split('\n').at(-1) ?? '';
}

/**
 * The lines that say `error:`, each once; the last lines where there is no such word. Swift 6 repeats each message
 * below an excerpt of the source, as in ``  |                        `- error: cannot convert…``.
 */
export function compilerMessages(output: string): readonly string[] {
  const errors = output.split('\n').filter((line) => /^[^|]*(^|\s)error: /.test(line));
  return errors.length === 0 ? lastLines(output, 20) : [...new Set(errors)].slice(0, 20);
}
