import { z } from 'zod';

/** A full commit id. */
export const shaSchema = z.string().regex(/^[0-9a-f]{40}$/);
const url = z.url({ protocol: /^https?$/ });
const positive = z.coerce.number().pipe(z.int().positive());

/**
 * The variables of the runner that the Action reads, and what for
 * (https://docs.github.com/actions/reference/workflows-and-actions/variables). Besides these, inputs come as `INPUT_*`,
 * `outputs.ts` writes to the file that GITHUB_STEP_SUMMARY names, and the command line heeds CI and NO_COLOR.
 */
export const runnerVariables = z.object({
  /** Which payload to expect. */
  GITHUB_EVENT_NAME: z.string().min(1),
  /** The payload: pull request, commits, label. */
  GITHUB_EVENT_PATH: z.string().min(1),
  /** Whom to ask and where to write. */
  GITHUB_REPOSITORY: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  /** The commit that was checked out. */
  GITHUB_SHA: shaSchema,
  /** Which run this is, and which attempt: the newest report wins. */
  GITHUB_RUN_ID: positive,
  GITHUB_RUN_ATTEMPT: positive,
  /** For the key that tells the reports of several jobs apart. */
  GITHUB_JOB: z.string().min(1),
  /** For the key of a published comment. */
  GITHUB_WORKFLOW_REF: z.string().max(2000).optional(),
  /** Where the repository is. */
  GITHUB_WORKSPACE: z.string().min(1),
  /** Links, and whether this is a GitHub Enterprise Server. */
  GITHUB_SERVER_URL: url.default('https://github.com'),
  GITHUB_API_URL: url.default('https://api.github.com'),
  /** When the artifacts expire, to say so beside their links. */
  GITHUB_RETENTION_DAYS: positive.catch(90),
  /** The image of the machine, for the report. */
  ImageOS: z.string().optional(),
  ImageVersion: z.string().optional(),
  /** Whether this is a machine that is thrown away, on which a missing perf may be installed. */
  RUNNER_ENVIRONMENT: z.string().optional(),
  /** Where results are left for later steps. */
  RUNNER_TEMP: z.string().optional(),
});

/**
 * What a build and a benchmark may see of the job's environment: where tools and caches are, how to reach the
 * network, which Swift it is. All else stays here: `INPUT_*` and `ACTIONS_*` hold tokens, and who can write to the
 * files that `GITHUB_ENV`, `GITHUB_PATH`, `GITHUB_OUTPUT` and `GITHUB_STATE` name steers the steps that follow.
 */
const allowed = new Set([
  // The system.
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TERM', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'TMP', 'TEMP'],
  // Where a program learns that nobody is looking, and where hosted runners keep tools.
  ...['CI', 'RUNNER_OS', 'RUNNER_ARCH', 'RUNNER_TEMP', 'RUNNER_TOOL_CACHE', 'AGENT_TOOLSDIRECTORY'],
  // Toolchains: which compiler, which SDK, where headers and libraries are.
  ...['TOOLCHAINS', 'DEVELOPER_DIR', 'SDKROOT', 'CC', 'CXX', 'CFLAGS', 'CXXFLAGS', 'CPPFLAGS', 'LDFLAGS'],
  ...['CPATH', 'C_INCLUDE_PATH', 'CPLUS_INCLUDE_PATH', 'LIBRARY_PATH', 'LD_LIBRARY_PATH', 'PKG_CONFIG_PATH'],
  // The network, for SwiftPM to fetch dependencies, private ones through an agent too.
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'],
  ...['ALL_PROXY', 'all_proxy', 'CURL_CA_BUNDLE', 'GIT_SSL_CAINFO', 'GIT_SSL_CAPATH'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'SSH_AUTH_SOCK', 'GIT_SSH_COMMAND'],
]);
const allowedPrefixes = ['SWIFT', 'XDG_', 'LC_'];
const secret = /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|KEY/i;

/** A copy of the environment for child processes: what is on the list, and never what is named like a secret. */
export function childEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const isAllowed = allowed.has(name) || allowedPrefixes.some((prefix) => name.startsWith(prefix));
    if (value !== undefined && isAllowed && !secret.test(name)) passed[name] = value;
  }
  return passed;
}
