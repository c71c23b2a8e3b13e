import { baseDependencies } from '../model/dependency-changes.ts';
import { directNames } from '../model/direct-functions.ts';
import { UsageError } from '../model/errors.ts';
import { policyChoices } from '../model/policy.ts';
import { counters, perfCallGraphs, recorders } from '../model/recording.ts';
import { parseProducts } from './benchmark-name.ts';
import { parseJobs } from './jobs.ts';
import { nearest } from './nearest.ts';
import {
  line,
  oneOf,
  optional,
  type Parser,
  parseBoolean,
  parseBuildArguments,
  parseBuildEnvironment,
  parsed,
  parseLimit,
  parseRepositoryPath,
  parseRepositoryPaths,
  parseTimeLimit,
  parseWorkflowFile,
  quoted,
  severalOf,
  wholeNumber,
} from './parsers.ts';

/**
 * The inputs of the Action in the order of `action.yml`, a row each: its name, what it is when it is not given, what
 * reads it, and, where the command line has it too, its option there. (In `action.yml`, the defaults of `token` and
 * `job-id` are expressions that only the runner can evaluate.)
 */
export const inputTable = {
  mode: input('mode', 'gate', oneOf(['gate', 'accept', 'publish'])),
  /** Relative to the repository and inside it, as `packagePath` and `baseline` are. */
  config: input('config', '.github/allocations.yml', parseRepositoryPath, {
    value: 'FILE',
    means: 'configuration file',
    without: '.github/allocations.yml, if it is there',
  }),
  packagePath: input('package-path', '.', parseRepositoryPath, {
    value: 'FOLDER',
    means: 'the Swift package',
    without: 'the working directory',
  }),
  /** Benchmark and product names at once; empty when none is named. */
  products: input('products', '', parseProducts),
  buildArguments: input('build-arguments', '', parseBuildArguments, {
    value: 'TEXT',
    means: 'further arguments of `swift build`, one on each line',
  }),
  /** By name, for the build alone. */
  buildEnvironment: input('build-environment', '', parseBuildEnvironment, {
    value: 'TEXT',
    means: 'variables for the build, NAME=value, one on each line',
  }),
  /** Folders of the baseline files: several for `accept`, which commits for several packages at once, else one. */
  baselineFolders: input('baseline', '.github/allocations', parseRepositoryPaths, {
    value: 'FOLDER',
    means: 'committed baselines',
  }),
  /** Null: as often as a few seconds allow. */
  runs: input('runs', '', optional(wholeNumber(1, 100)), {
    value: 'N',
    means: 'how often each benchmark is run',
    without: '5 to 100 times, as a few seconds allow',
  }),
  /** Of one run. */
  timeoutSeconds: input('timeout', '10m', parseTimeLimit, { value: 'TIME', means: 'time limit of one run' }),
  limit: input('limit', '0', parseLimit, { value: 'LIMIT', means: 'allowed increase: 20, 1% or "20, 1%"' }),
  alsoCount: input('also-count', '', severalOf(directNames), {
    value: 'NAMES',
    means: 'also count these, which are called directly',
    without: 'none',
  }),
  failOn: input('fail-on', 'regression', oneOf(policyChoices.failOn), {
    value: 'WHAT',
    means: 'regression, any-change or never',
  }),
  onMissingBaseline: input('on-missing-baseline', 'warn', oneOf(policyChoices.onMissingBaseline), {
    value: 'HOW',
    means: 'warn, fail or pass',
  }),
  onIncomparable: input('on-incomparable', 'measure-base', oneOf(policyChoices.onIncomparable), {
    value: 'HOW',
    means: 'measure-base, fail or warn',
  }),
  /** Versions of the dependencies with which a base commit is built. */
  dependencies: input('dependencies', 'as-resolved', oneOf(baseDependencies), {
    value: 'WHICH',
    means: 'of the base: as-resolved or same-as-head',
  }),
  comment: input('comment', 'always', oneOf(['always', 'on-change', 'never'])),
  /** Null: to be made from job, package and environment. */
  key: input('key', '', optional(line(100))),
  workflow: input('workflow', 'allocations.yml', parseWorkflowFile),
  /** For `publish`: names of the jobs that must have left a report, `*` for anything; empty: all others of the run. */
  jobs: input('jobs', '', parseJobs),
  /** The job that this step is in, as GitHub's API numbers it; null where the runner is too old to tell. */
  jobId: input('job-id', '', optional(wholeNumber(1, Number.MAX_SAFE_INTEGER))),
  label: input('label', 'update-allocation-baseline', line(50)),
  flameGraph: input('flame-graph', 'true', parseBoolean, {
    value: 'BOOLEAN',
    means: 'make the page, and let perf take stacks: true or false',
  }),
  counter: input('counter', 'probes', oneOf(counters), { value: 'WHICH', means: 'counts: probes or inside' }),
  recorder: input('recorder', 'auto', oneOf(['auto', ...recorders]), {
    value: 'WHICH',
    means: 'takes stacks: auto, inside or perf',
  }),
  callGraph: input('call-graph', 'auto', oneOf(['auto', ...perfCallGraphs]), {
    value: 'HOW',
    means: 'perf takes stacks: auto, fp or dwarf',
  }),
  /** Null: the first perf that works. */
  perfPath: input('perf-path', '', optional(line(4096)), {
    value: 'FILE',
    means: 'the perf to use',
    without: 'the first that works',
  }),
  token: input('token', '', optional<string>(parsed)),
  /** Null: `token`. */
  commitToken: input('commit-token', '', optional<string>(parsed)),
};

/** How the command line has an input as an option. */
interface Option {
  /** What stands for its value in the help. */
  readonly value: string;
  readonly means: string;
  /** What holds without it, where that is not the default as it is. */
  readonly without?: string;
}

interface Input<Name extends string, T> {
  readonly name: Name;
  readonly default: string;
  readonly parse: Parser<T>;
  readonly option: Option | null;
}

function input<const Name extends string, T>(
  name: Name,
  standard: string,
  parse: Parser<T>,
  option: Option | null = null,
): Input<Name, T> {
  return { name, default: standard, parse, option };
}

type Table = typeof inputTable;
type Read<Row> = Row extends Input<string, infer T> ? T : never;

export type InputName = Table[keyof Table]['name'];

/** Through which door they came: it decides what a message calls them. */
export type Door = 'workflow' | 'command line';

/** The inputs of the Action, and the options of the command line, each in its own type. */
export type Inputs = { readonly [Key in keyof Table]: Read<Table[Key]> } & {
  /** The first of its folders. */
  readonly baseline: string;
  readonly door: Door;
};

/** What a message calls an input: `runs` in a workflow, `--runs` on the command line. */
export function inputName(door: Door, name: InputName): string {
  if (door === 'workflow') return name;
  return name === 'products' ? '--product' : `--${name}`;
}

/**
 * Reads all inputs. `get` answers an input's text by its name in `action.yml`; an empty text (or white space)
 * means the default, so that a workflow may pass on an expression that has no value.
 *
 * @throws UsageError that names the input as the door does and shows the accepted form, for the first input that is
 * wrong or contradicts another.
 */
export function parseInputs(get: (name: InputName) => string, door: Door = 'workflow'): Inputs {
  const values = readRows(inputTable, ({ name, default: standard, parse }) => {
    const result = parse(get(name).trim() || standard);
    if (!result.ok) throw new UsageError(`${inputName(door, name)}: ${result.problem}`);
    return result.value;
  });
  const inputs = { ...values, baseline: values.baselineFolders[0] ?? inputTable.baselineFolders.default, door };
  refuseContradictions(inputs);
  return inputs;
}

function readRows(rows: Table, read: (row: Input<InputName, unknown>) => unknown): Omit<Inputs, 'baseline' | 'door'>;
// What `read` makes of a row is of the row's type, which no signature can say.
function readRows(rows: Table, read: (row: Input<InputName, unknown>) => unknown): object {
  return Object.fromEntries(Object.entries(rows).map(([key, row]) => [key, read(row)]));
}

function refuseContradictions(inputs: Inputs): void {
  const { mode, flameGraph, counter, recorder, callGraph, commitToken, baselineFolders, jobs, door } = inputs;
  const given = (name: InputName, value: string) =>
    door === 'workflow' ? `${name}: "${value}"` : `${inputName(door, name)} ${value}`;
  const leaveOneOut = 'leave one of them out';
  if (jobs.length > 0 && mode !== 'publish') {
    throw new UsageError(`jobs: belongs to mode: "publish" only, not to "${mode}"; leave it out here`);
  }
  if (baselineFolders.length > 1 && mode !== 'accept') {
    const takes = door === 'workflow' ? 'which only mode: "accept" takes' : 'and takes one';
    throw new UsageError(
      `${inputName(door, 'baseline')}: names ${baselineFolders.length} folders, ${takes}; write the one of this package`,
    );
  }
  const noStacks = `contradicts ${given('flame-graph', 'false')}, which keeps perf from stacks`;
  if (!flameGraph && callGraph !== 'auto') {
    throw new UsageError(`${given('call-graph', callGraph)} ${noStacks}; ${leaveOneOut}`);
  }
  if (!flameGraph && recorder === 'perf') {
    throw new UsageError(`${given('recorder', recorder)} ${noStacks}; ${leaveOneOut}`);
  }
  if (counter === 'inside' && recorder === 'perf') {
    throw new UsageError(
      `${given('recorder', 'perf')} records the hits of probes, and ${given('counter', 'inside')} places none; ${leaveOneOut}`,
    );
  }
  if ((recorder === 'inside' || counter === 'inside') && callGraph !== 'auto') {
    const other = given(counter === 'inside' ? 'counter' : 'recorder', 'inside');
    throw new UsageError(
      `${given('call-graph', callGraph)} says how perf takes stacks, and ${other} that it does not; ${leaveOneOut}`,
    );
  }
  if (commitToken !== null && mode !== 'accept') {
    throw new UsageError(
      `commit-token: belongs to mode: "accept" only, not to "${mode}": a token that can push must not lie in a ` +
        'job that may run code of the pull request; leave it out here',
    );
  }
}

/**
 * Refuses inputs that were given and do not exist: the runner passes every key under `with:` as `INPUT_<NAME>`,
 * upper-cased, spaces as underscores, and only warns of unknown ones.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs
 *
 * @throws UsageError that names every unknown input, with the nearest right one.
 */
export function refuseUnknownInputs(env: Readonly<Record<string, string | undefined>>): void {
  const names: readonly string[] = Object.values(inputTable).map(({ name }) => name);
  const unknown = Object.keys(env)
    .filter((variable) => variable.startsWith('INPUT_'))
    .map((variable) => variable.slice('INPUT_'.length).toLowerCase())
    .filter((name) => !names.includes(name))
    .sort();
  if (unknown.length === 0) return;
  const lines = unknown.slice(0, 10).map((name) => {
    const meant = nearest(name, names);
    const hint = meant === null ? 'action.yml lists the inputs' : `did you mean ${meant}?`;
    return `${quoted(name)} is not an input of this action; ${hint}`;
  });
  throw new UsageError(lines.join('\n'));
}
