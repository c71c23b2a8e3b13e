import { access, realpath } from 'node:fs/promises';
import { dirname, join, posix, relative, sep } from 'node:path';
import type { Context } from '../github/context.ts';
import { UsageError } from '../model/errors.ts';
import { type Inputs, inputTable } from '../settings/inputs.ts';
import { listLeftOut, readCheckedOut } from '../system/git.ts';
import type { Run } from '../system/process.ts';

/** Inputs and context of a job, as they are when git was asked what is checked out, and where. */
export interface Checkout {
  /** Their paths are relative to the top of the repository. */
  readonly inputs: Inputs;
  /** Its workspace is that top. */
  readonly context: Context;
}

/**
 * Asks git what is checked out. `actions/checkout` puts a repository into a folder of the workspace where it is given a
 * `path:`, and another commit there than the run's where it is given a `ref:`. What git does not know (files that came
 * without it) stays as the runner says.
 *
 * @throws UsageError where a path of the inputs lies outside of the repository, and where the checkout leaves out the
 * configuration or a baseline.
 */
export async function askCheckout(inputs: Inputs, context: Context, run: Run): Promise<Checkout> {
  const workspace = await realpath(context.workspace);
  // The repository is the one that has the baselines; a package may be of another, in a submodule.
  const found =
    (await readCheckedOut(run, await existing(join(workspace, inputs.baseline)))) ??
    (await readCheckedOut(run, await existing(join(workspace, inputs.packagePath))));
  // A folder of the runner may lie in somebody's repository.
  if (found === null || (found.top !== workspace && !found.top.startsWith(workspace + sep))) return { inputs, context };
  const { top, commit, parents } = found;
  const merged = context.pullRequest !== null && parents.length === 2 && parents.includes(context.headSha);
  const asked = belowTop(inputs, relative(workspace, top));
  await refuseLeftOut(run, top, asked);
  const mergedBase = merged ? (parents.find((parent) => parent !== context.headSha) ?? null) : null;
  return {
    inputs: asked,
    context: { ...context, workspace: top, measuredSha: commit, merged, mergedBase },
  };
}

/** A file that is not here would be taken for one that the pull request has deleted. */
async function refuseLeftOut(run: Run, top: string, { config, baseline }: Inputs): Promise<void> {
  const isBaseline = (path: string) => posix.dirname(path) === baseline && /(^|\/)swift-[^/]+\.json$/.test(path);
  const all = await listLeftOut(run, top, [config, baseline]);
  const [leftOut] = all.filter((path) => path === config || isBaseline(path));
  if (leftOut === undefined) return;
  throw new UsageError(
    `${leftOut}: the commit has this file, and the checkout leaves it out; add its folder to \`sparse-checkout\``,
  );
}

/** The folder itself, or the nearest around it that there is. */
async function existing(folder: string): Promise<string> {
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  return isThere ? folder : existing(dirname(folder));
}

/**
 * The inputs with their paths relative to the repository's top, which is at `place` in the workspace. Those that are not
 * given mean it already.
 */
function belowTop(inputs: Inputs, place: string): Inputs {
  if (place === '') return inputs;
  const from = ({ name, default: standard }: { readonly name: string; readonly default: string }, path: string) => {
    if (path === place) return '.';
    if (path.startsWith(`${place}/`)) return path.slice(place.length + 1);
    if (path === standard) return path;
    throw new UsageError(
      `${name}: ${JSON.stringify(path)} lies outside of the repository, which is checked out in ${JSON.stringify(place)}; ` +
        `write ${JSON.stringify(join(place, path))}, or check out without \`path:\``,
    );
  };
  const baseline = from(inputTable.baselineFolders, inputs.baseline);
  return {
    ...inputs,
    ...{ baseline, baselineFolders: [baseline] },
    config: from(inputTable.config, inputs.config),
    packagePath: from(inputTable.packagePath, inputs.packagePath),
  };
}
