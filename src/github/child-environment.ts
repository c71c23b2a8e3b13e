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
