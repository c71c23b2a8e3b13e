import { access, constants, lstat, readlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { MeasurementError } from '../model/errors.ts';
import type { Logger } from '../system/logger.ts';
import { commandLine, endOf, type Invocation, lastLines, type Run, succeed } from '../system/process.ts';

/** What to build. */
export interface BuildRequest {
  readonly packagePath: string;
  /** The products that are needed; empty means everything. */
  readonly products: readonly string[];
  /** All executable products that the package has. */
  readonly executables: readonly string[];
  /** Further arguments of `swift build`. */
  readonly arguments: readonly string[];
}

/**
 * Builds in release mode, with the build's output going to the log as it comes, and returns the folder of the
 * executables, to be run without `swift run`, whose allocations would count too (facts 8). Where no link tells it, SwiftPM
 * is asked, and after it has built: of two at once on one package, one crashed (Swift 6.0.3). Throws a
 * {@link MeasurementError} with the compiler's messages when it breaks.
 */
export async function build(run: Run, logger: Logger, request: BuildRequest): Promise<string> {
  const before = await readLink(request);
  await buildProducts(run, logger, request);
  return (await linkedFolder(request, before)) ?? (await askForFolder(run, request));
}

/** Where the link leads that a build makes to the folder of its executables, and what tells it from one made later. */
interface BuildLink {
  readonly folder: string;
  readonly made: bigint;
}

/** Null where there is none. */
async function readLink({ packagePath }: BuildRequest): Promise<BuildLink | null> {
  const link = join(packagePath, '.build/release');
  try {
    const [target, { ctimeNs: made }] = await Promise.all([readlink(link), lstat(link, { bigint: true })]);
    return { folder: resolve(packagePath, '.build', target), made };
  } catch {
    return null;
  }
}

/**
 * What the link leads to, if this build made it, which spares half a second of asking: with other arguments or another
 * build system it may be an older build's, or none (facts 8). Null then, and where the products are not there.
 */
async function linkedFolder(request: BuildRequest, before: BuildLink | null): Promise<string | null> {
  const after = await readLink(request);
  if (after === null || after.made === before?.made) return null;
  const wanted = request.products.length === 0 ? request.executables : request.products;
  const missing = await Promise.all(
    wanted.map((name) =>
      access(join(after.folder, name)).then(
        () => false,
        () => true,
      ),
    ),
  );
  return missing.includes(true) ? null : after.folder;
}

/**
 * All of several products by one build, which takes a second each otherwise. Where that breaks, it may be by a target that
 * none of them needs: then they are built one by one, as a part of the package is.
 */
async function buildProducts(run: Run, logger: Logger, request: BuildRequest): Promise<void> {
  const { products, executables } = request;
  if (products.length === 0) return buildOnce(run, logger, request, []);
  if (products.length > 1 && executables.every((name) => products.includes(name))) {
    try {
      return await buildOnce(run, logger, request, []);
    } catch (error) {
      if (!(error instanceof MeasurementError)) throw error;
      logger.info('Not everything in the package builds; the products are built one by one.');
    }
  }
  for (const product of products) await buildOnce(run, logger, request, ['--product', product]);
}

async function buildOnce(run: Run, logger: Logger, request: BuildRequest, selection: readonly string[]): Promise<void> {
  const invocation: Invocation = {
    file: 'swift',
    arguments: [...argumentsFor(request), ...selection],
    directory: request.packagePath,
    onOutput: (chunk: Buffer) => logger.output(chunk),
    keep: 'tail',
  };
  const completion = await logger.group(commandLine(invocation), () => run(invocation));
  if (completion.exitCode === 0) return;
  const output = `${completion.stdout}\n${completion.stderr}`;
  const remedy = await remedyFor(output, request.packagePath);
  throw new MeasurementError(`The build broke: \`${commandLine(invocation)}\` ${endOf(completion)}.`, {
    lastLines: compilerMessages(output),
    ...(remedy === null ? {} : { remedy }),
  });
}

/** What helps where the folder is the reason, and not the code; else null. */
async function remedyFor(output: string, packagePath: string): Promise<string | null> {
  const folder = join(packagePath, '.build');
  // <unknown>:0: error: PCH was compiled with module cache path '/a/.build/…', but the path is currently '/b/.build/…'
  if (/ was compiled with module cache path '.*', but the path is currently '/.test(output)) {
    return `${folder} was built at another path, and does not build here: remove it, and try again.`;
  }
  // error: Error Domain=NSCocoaErrorDomain Code=642 "The volume is read only."
  if (await isReadOnly(folder, packagePath)) {
    return `SwiftPM writes to ${folder}, where this user cannot write: copy the package to a folder that can be written to.`;
  }
  return null;
}

async function isReadOnly(folder: string, parent: string): Promise<boolean> {
  const refusal = (path: string) =>
    access(path, constants.W_OK).then(
      () => null,
      (error: NodeJS.ErrnoException) => error.code ?? '',
    );
  const code = await refusal(folder);
  const decisive = code === 'ENOENT' ? await refusal(parent) : code;
  return decisive === 'EROFS' || decisive === 'EACCES' || decisive === 'EPERM';
}

async function askForFolder(run: Run, request: BuildRequest): Promise<string> {
  const folder = await succeed(run, 'asking SwiftPM for the build folder', {
    file: 'swift',
    arguments: [...argumentsFor(request), '--show-bin-path'],
    directory: request.packagePath,
  });
  return folder.trim().split('\n').at(-1) ?? '';
}

function argumentsFor(request: BuildRequest): readonly string[] {
  return ['build', '-c', 'release', '--package-path', request.packagePath, ...request.arguments];
}

/**
 * The lines that say `error:`, and what a linker said, each once; the last lines where there is neither. Swift 6 repeats
 * each message below an excerpt of the source, as in ``  |                        `- error: cannot convert…``.
 */
export function compilerMessages(output: string): readonly string[] {
  const lines = output.split('\n');
  const errors = lines.filter((line, index) => isError(line) || isOfLinker(lines, index));
  return errors.length === 0 ? lastLines(output, 20) : [...new Set(errors)].slice(0, 20);
}

function isError(line: string): boolean {
  return /^[^|]*(^|\s)error: /.test(line);
}

/**
 * Whether a line is a linker's: GNU ld's have no word in common (`/usr/bin/ld: cannot find -lz…`, ``a.c:(.text+0x9): undefined
 * reference to `f'``), but stand above what clang says of it, below a line of SwiftPM's.
 */
function isOfLinker(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (line.trim() === '' || isProgress(line)) return false;
  const next = lines.slice(index + 1, index + 1 + mostOfLinker).find((one) => isError(one) || isProgress(one));
  return next !== undefined && /^clang(\+\+)?(-\d+)?: error: linker command failed/.test(next);
}

const mostOfLinker = 100;

/** `[3/4] Linking Server` */
function isProgress(line: string): boolean {
  return /^\[\d+\/\d+\] /.test(line);
}
