import { expect, test } from 'vitest';
import { childEnvironment } from '../../src/github/environment.ts';

test('a child gets what toolchains, caches and the network need', () => {
  const env = {
    PATH: '/usr/bin',
    HOME: '/root',
    LANG: 'C.UTF-8',
    LC_ALL: 'C',
    TMPDIR: '/tmp',
    XDG_CACHE_HOME: '/cache',
    SWIFTPM_BUILD_DIR: '/build',
    SWIFT_VERSION: '6.2.1',
    DEVELOPER_DIR: '/Xcode',
    TOOLCHAINS: 'swift',
    CI: 'true',
    RUNNER_TOOL_CACHE: '/opt/hostedtoolcache',
    https_proxy: 'http://proxy:3128',
  };
  expect(childEnvironment(env)).toEqual(env);
});

test('a child gets no input, no token, no command file and nothing else of the job', () => {
  const env = {
    PATH: '/usr/bin',
    INPUT_TOKEN: 'ghs_a',
    'INPUT_PACKAGE-PATH': '.',
    ACTIONS_RUNTIME_TOKEN: 'a',
    ACTIONS_RESULTS_URL: 'https://results',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://oidc',
    GITHUB_TOKEN: 'ghs_a',
    GITHUB_ENV: '/env',
    GITHUB_PATH: '/path',
    GITHUB_OUTPUT: '/output',
    GITHUB_STATE: '/state',
    GITHUB_STEP_SUMMARY: '/summary',
    GITHUB_EVENT_PATH: '/event.json',
    STATE_isPost: 'true',
    NODE_OPTIONS: '--inspect',
    LD_PRELOAD: 'libjemalloc.so',
    DEPLOY_PASSWORD: 'a',
    UNSET: undefined,
  };
  expect(childEnvironment(env)).toEqual({ PATH: '/usr/bin' });
});

test.each([
  'SWIFT_REGISTRY_TOKEN',
  'SWIFTPM_SECRET',
  'XDG_PASSWORD',
  'SWIFT_API_KEY',
  'swift_token',
  'XDG_Credentials',
])('a name on the list that sounds like a secret is one: %s', (name) => {
  expect(childEnvironment({ [name]: 'a' })).toEqual({});
});

test('the environment itself is not changed', () => {
  const env = Object.freeze({ PATH: '/usr/bin', GITHUB_TOKEN: 'a' });
  expect(childEnvironment(env)).not.toBe(env);
});
