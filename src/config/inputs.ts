import { UsageError } from '../errors.ts';
import { parseBuildArguments } from './build-arguments.ts';
import { oneOf, parseBoolean } from './choice.ts';
import { parseDuration } from './duration.ts';
import { parseJobs } from './jobs.ts';
import { type Limit, parseLimit } from './limit.ts';
import type { Parsed } from './parsed.ts';
import { parseProducts } from './products.ts';
import { parseRepositoryPath, parseRepositoryPaths } from './repository-path.ts';
import { optional, parseLine, parseWorkflowFile, text } from './text.ts';
import { wholeNumber } from './whole-number.ts';

/**
 * What each input is when it is not given, as text, exactly as `action.yml` declares it. The exceptions are
 * `token` and `job-id`: their defaults there are expressions that only the runner can evaluate.
 */
export const inputDefaults = {
  mode: 'gate',
  config: '.github/allocations.yml',
  'package-path': '.',
  products: '',
  'build-arguments': '',
  baseline: '.github/allocations',
  runs: '5',
  timeout: '10m',
  limit: '0',
  'fail-on': 'regression',
  'on-missing-baseline': 'warn',
  'on-incomparable': 'measure-base',
  dependencies: 'as-resolved',
  comment: 'always',
  key: '',
  workflow: 'allocations.yml',
  jobs: '',
  'job-id': '',
  label: 'update-allocation-baseline',
  'flame-graph': 'true',
  'call-graph': 'auto',
  'perf-path': '',
  token: '',
  'commit-token': '',
} as const satisfies Readonly<Record<string, string>>;

export type InputName = keyof typeof inputDefaults;

export type Mode = 'gate' | 'accept' | 'publish';
export type FailOn = 'regression' | 'any-change' | 'never';
export type OnMissingBaseline = 'warn' | 'fail' | 'pass';
export type OnIncomparable = 'measure-base' | 'fail' | 'warn';
export type BaseDependencies = 'as-resolved' | 'same-as-head';
export type CommentPolicy = 'always' | 'on-change' | 'never';
export type CallGraph = 'auto' | 'fp' | 'dwarf';

/** The inputs of the Action, and the flags of the command line, each in its own type. */
export interface Inputs {
  readonly mode: Mode;
  /** Relative to the repository and inside it, as `packagePath` and `baseline` are. */
  readonly config: string;
  readonly packagePath: string;
  /** Benchmark and product names at once; empty when none is named. */
  readonly products: readonly string[];
  readonly buildArguments: readonly string[];
  /** Folder of the baseline files. */
  readonly baseline: string;
  /** All of these folders: several for `accept`, which commits for several packages at once, else the one. */
  readonly baselineFolders: readonly string[];
  readonly runs: number;
  /** Of one run. */
  readonly timeoutSeconds: number;
  readonly limit: Limit;
  readonly failOn: FailOn;
  readonly onMissingBaseline: OnMissingBaseline;
  readonly onIncomparable: OnIncomparable;
  /** Versions of the dependencies with which a base commit is built. */
  readonly dependencies: BaseDependencies;
  readonly comment: CommentPolicy;
  /** Null: to be made from job, package and environment. */
  readonly key: string | null;
  readonly workflow: string;
  /** For `publish`: names of the jobs that must have left a report, `*` for anything; empty: all others of the run. */
  readonly jobs: readonly string[];
  /** The job that this step is in, as GitHub's API numbers it; null where the runner is too old to tell. */
  readonly jobId: number | null;
  readonly label: string;
  readonly flameGraph: boolean;
  readonly callGraph: CallGraph;
  /** Null: the first perf that works. */
  readonly perfPath: string | null;
  readonly token: string | null;
  /** Null: `token`. */
  readonly commitToken: string | null;
}

/**
 * Reads all inputs. `get` answers an input's text by its name in `action.yml`; an empty text (or white space)
 * means the default, so that a workflow may pass on an expression that has no value.
 *
 * @throws UsageError that names the input and shows the accepted form, for the first input that is wrong or
 * contradicts another.
 */
export function parseInputs(get: (name: InputName) => string): Inputs {
  const read = <T>(name: InputName, parse: (text: string) => Parsed<T>): T => {
    const given = get(name).trim();
    const result = parse(given === '' ? inputDefaults[name] : given);
    if (!result.ok) throw new UsageError(`${name}: ${result.problem}`);
    return result.value;
  };

  const baselineFolders = read('baseline', parseRepositoryPaths);
  const inputs: Inputs = {
    mode: read('mode', oneOf(['gate', 'accept', 'publish'])),
    config: read('config', parseRepositoryPath),
    packagePath: read('package-path', parseRepositoryPath),
    products: read('products', parseProducts),
    buildArguments: read('build-arguments', parseBuildArguments),
    baseline: baselineFolders[0] ?? inputDefaults.baseline,
    baselineFolders,
    runs: read('runs', wholeNumber(1, 100)),
    timeoutSeconds: read('timeout', parseDuration),
    limit: read('limit', parseLimit),
    failOn: read('fail-on', oneOf(['regression', 'any-change', 'never'])),
    onMissingBaseline: read('on-missing-baseline', oneOf(['warn', 'fail', 'pass'])),
    onIncomparable: read('on-incomparable', oneOf(['measure-base', 'fail', 'warn'])),
    dependencies: read('dependencies', oneOf(['as-resolved', 'same-as-head'])),
    comment: read('comment', oneOf(['always', 'on-change', 'never'])),
    key: read('key', optional(parseLine(100))),
    workflow: read('workflow', parseWorkflowFile),
    jobs: read('jobs', parseJobs),
    jobId: read('job-id', optional(wholeNumber(1, Number.MAX_SAFE_INTEGER))),
    label: read('label', parseLine(50)),
    flameGraph: read('flame-graph', parseBoolean),
    callGraph: read('call-graph', oneOf(['auto', 'fp', 'dwarf'])),
    perfPath: read('perf-path', optional(parseLine(4096))),
    token: read('token', optional(text)),
    commitToken: read('commit-token', optional(text)),
  };
  refuseContradictions(inputs);
  return inputs;
}

/** The inputs when none is given. */
export const defaultInputs: Inputs = parseInputs(() => '');

function refuseContradictions({ mode, flameGraph, callGraph, commitToken, baselineFolders, jobs }: Inputs): void {
  if (jobs.length > 0 && mode !== 'publish') {
    throw new UsageError(`jobs: belongs to mode: "publish" only, not to "${mode}"; leave it out here`);
  }
  if (baselineFolders.length > 1 && mode !== 'accept') {
    throw new UsageError(
      `baseline: names ${baselineFolders.length} folders, which only mode: "accept" takes; write the one of this package`,
    );
  }
  if (!flameGraph && callGraph !== 'auto') {
    throw new UsageError(
      `call-graph: "${callGraph}" contradicts flame-graph: "false", which records no stacks; leave one of them out`,
    );
  }
  if (commitToken !== null && mode !== 'accept') {
    throw new UsageError(
      `commit-token: belongs to mode: "accept" only, not to "${mode}": a token that can push must not lie in a ` +
        'job that may run code of the pull request; leave it out here',
    );
  }
}
