import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { UsageError } from '../../src/model/errors.ts';
import { type InputName, parseInputs, refuseUnknownInputs } from '../../src/settings/inputs.ts';
import { defaultInputs, inputDefaults } from './default-inputs.ts';

const action = z
  .object({ inputs: z.record(z.string(), z.object({ default: z.string(), description: z.string() })) })
  .parse(parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')));

const inputsWith = (given: Partial<Record<InputName, string>>) => parseInputs((name) => given[name] ?? '');

describe('inputs and action.yml', () => {
  it('have the same inputs in the same order', () => {
    expect(Object.keys(inputDefaults)).toEqual(Object.keys(action.inputs));
  });

  it('have the same defaults, but for token and job, which only the runner can evaluate', () => {
    const declared = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default]));
    expect(declared.token).toBe('$' + '{{ github.token }}');
    expect(declared['job-id']).toBe('$' + '{{ job.check_run_id }}');
    expect({ ...declared, token: '', 'job-id': '' }).toEqual(inputDefaults);
  });

  it('are described with every word that is accepted', () => {
    for (const name of [
      'mode',
      'fail-on',
      'on-missing-baseline',
      'on-incomparable',
      'dependencies',
      'comment',
      'counter',
      'recorder',
      'call-graph',
    ] as const) {
      const accepted = /Accepted: (.*)$/.exec(messageFor(name, `${inputDefaults[name]}x`))?.[1] ?? '';
      for (const word of accepted.split(/, | or /)) expect(action.inputs[name]?.description).toContain(`\`${word}\``);
    }
  });
});

function messageFor(name: InputName, text: string): string {
  try {
    inputsWith({ [name]: text });
  } catch (thrown) {
    if (thrown instanceof UsageError) return thrown.message;
    throw thrown;
  }
  throw new Error(`${name}: ${text} was accepted`);
}

describe('parseInputs', () => {
  it('gives the defaults when nothing, nothing but white space, or each default itself is given', () => {
    expect(defaultInputs).toEqual({
      mode: 'gate',
      door: 'workflow',
      config: '.github/allocations.yml',
      packagePath: '.',
      products: [],
      buildArguments: [],
      buildEnvironment: {},
      baseline: '.github/allocations',
      baselineFolders: ['.github/allocations'],
      runs: null,
      timeoutSeconds: 600,
      limit: { absolute: 0, percent: 0 },
      alsoCount: [],
      failOn: 'regression',
      onMissingBaseline: 'warn',
      onIncomparable: 'measure-base',
      dependencies: 'as-resolved',
      comment: 'always',
      key: null,
      workflow: 'allocations.yml',
      jobs: [],
      jobId: null,
      label: 'update-allocation-baseline',
      flameGraph: true,
      counter: 'probes',
      recorder: 'auto',
      callGraph: 'auto',
      perfPath: null,
      token: null,
      commitToken: null,
    });
    expect(parseInputs(() => ' \n')).toEqual(defaultInputs);
    expect(parseInputs((name) => inputDefaults[name] ?? '')).toEqual(defaultInputs);
  });

  it('reads every input into its own type', () => {
    expect(
      inputsWith({
        mode: 'accept',
        config: './ci/allocations.yml',
        'package-path': 'server/',
        products: 'Server, Client\n\n  Load-Test,\n',
        'build-arguments': '--traits\nTracing\n\n-Xswiftc\n-DNAME=a b\n',
        'build-environment': 'A=1 2\n\n  B=\nC=x=y\n',
        baseline: 'ci/../baselines',
        runs: '100',
        timeout: '90s',
        limit: '20, 0.5%',
        'also-count': 'operator_new, mi_malloc\nstrdup',
        'fail-on': 'never',
        'on-missing-baseline': 'fail',
        'on-incomparable': 'warn',
        dependencies: 'same-as-head',
        comment: 'on-change',
        key: 'nightly, x86',
        workflow: 'perf.yaml',
        'job-id': '51725241954',
        label: 'accept',
        'flame-graph': 'false',
        'perf-path': '/usr/bin/perf',
        token: ' abc ',
        'commit-token': 'def',
      }),
    ).toEqual({
      mode: 'accept',
      door: 'workflow',
      config: 'ci/allocations.yml',
      packagePath: 'server',
      products: ['Server', 'Client', 'Load-Test'],
      buildArguments: ['--traits', 'Tracing', '-Xswiftc', '-DNAME=a b'],
      buildEnvironment: { A: '1 2', B: '', C: 'x=y' },
      baseline: 'baselines',
      baselineFolders: ['baselines'],
      runs: 100,
      timeoutSeconds: 90,
      limit: { absolute: 20, percent: 0.5 },
      alsoCount: ['operator_new', 'mi_malloc', 'strdup'],
      failOn: 'never',
      onMissingBaseline: 'fail',
      onIncomparable: 'warn',
      dependencies: 'same-as-head',
      comment: 'on-change',
      key: 'nightly, x86',
      workflow: 'perf.yaml',
      jobs: [],
      jobId: 51_725_241_954,
      label: 'accept',
      flameGraph: false,
      counter: 'probes',
      recorder: 'auto',
      callGraph: 'auto',
      perfPath: '/usr/bin/perf',
      token: 'abc',
      commitToken: 'def',
    });
  });

  it('names the wrong input and shows the accepted form', () => {
    const wrong: readonly (readonly [InputName, string])[] = [
      ['mode', 'gates'],
      ['mode', 'x'],
      ['config', '/etc/passwd'],
      ['package-path', '../other'],
      ['baseline', 'a/../../b'],
      ['baseline', 'a\\b'],
      ['products', ','],
      ['products', 'Server,,Client'],
      ['products', 'Server,server'],
      ['products', '../Server'],
      ['build-arguments', '--traits Tracing'],
      ['build-arguments', '-c\ndebug'],
      ['build-arguments', '--configuration=debug'],
      ['build-environment', 'DISABLE_JEMALLOC'],
      ['build-environment', '1A=1'],
      ['build-environment', 'A=1\nA=2'],
      ['build-environment', 'REGISTRY_TOKEN=1'],
      ['runs', '0'],
      ['runs', '101'],
      ['runs', '5.0'],
      ['timeout', '10'],
      ['timeout', '10 minutes'],
      ['timeout', '0s'],
      ['timeout', '25h'],
      ['limit', '5 %%'],
      ['limit', '-1'],
      ['limit', '1%, 2%'],
      ['also-count', 'operator-new'],
      ['also-count', 'strdup strdup'],
      ['fail-on', 'regresion'],
      ['on-missing-baseline', 'failed'],
      ['on-incomparable', 'measure_base'],
      ['dependencies', 'same-as-base'],
      ['comment', 'on change'],
      ['key', 'k'.repeat(101)],
      ['workflow', '.github/workflows/allocations.yml'],
      ['label', 'a\u001bb'],
      ['flame-graph', 'yes'],
      ['flame-graph', 'True'],
      ['counter', 'outside'],
      ['recorder', 'outside'],
      ['call-graph', 'frame-pointers'],
      ['commit-token', 'secret'],
    ];
    expect(wrong.map(([name, text]) => messageFor(name, text)).join('\n')).toMatchInlineSnapshot(`
      "mode: "gates" is unknown; did you mean gate? Accepted: gate, accept or publish
      mode: "x" is unknown; write gate, accept or publish
      config: "/etc/passwd" is an absolute path; write a path inside the repository and relative to it, such as examples/server
      package-path: "../other" is outside the repository; write a path inside the repository and relative to it, such as examples/server
      baseline: "a/../../b" is outside the repository; write a path inside the repository and relative to it, such as examples/server
      baseline: "a\\\\b" has a backslash; write a path inside the repository and relative to it, such as examples/server
      products: "," names an empty product; write "Server, Client" or one on each line
      products: "Server,,Client" names an empty product; write "Server, Client" or one on each line
      products: "server" is there twice; name each product once
      products: "../Server" is not a name; a name starts with a letter or digit and has at most 100 letters (a to z), digits, spaces and - _ . +, without two dots in a row and without a space or dot at its end; a product with another name needs a benchmark in the configuration file
      build-arguments: "--traits Tracing" would be one argument with a space in it; write each argument on a line of its own
      build-arguments: -c is set by the gate itself, which builds -c release; leave it out
      build-arguments: --configuration is set by the gate itself, which builds -c release; leave it out
      build-environment: "DISABLE_JEMALLOC" has no value; write NAME=value, each variable on a line of its own
      build-environment: "1A" is not the name of an environment variable; write letters, digits and _, such as MODE
      build-environment: A is there twice; write each variable once
      build-environment: REGISTRY_TOKEN is called like a secret, and what is given here stands in the baseline and in the report; leave it out
      runs: "0" is not a whole number from 1 to 100
      runs: "101" is not a whole number from 1 to 100
      runs: "5.0" is not a whole number from 1 to 100
      timeout: "10" has no unit; write 10s, 10m or 10h
      timeout: "10 minutes" is not a time; write 90s, 10m or 1h
      timeout: "0s" leaves no time to run; write 90s, 10m or 1h
      timeout: "25h" is longer than a day; write at most 24h
      limit: "5 %%" is not a limit; write 20, 1% or "20, 1%"
      limit: "-1" is not a limit; write 20, 1% or "20, 1%"
      limit: "1%, 2%" is not a limit; write 20, 1% or "20, 1%"
      also-count: "operator-new" is unknown; did you mean operator_new? Accepted: operator_new, strdup, mallocx, je_malloc, tc_malloc, mi_malloc or other_malloc
      also-count: "strdup" is there twice; name it once
      fail-on: "regresion" is unknown; did you mean regression? Accepted: regression, any-change or never
      on-missing-baseline: "failed" is unknown; did you mean fail? Accepted: warn, fail or pass
      on-incomparable: "measure_base" is unknown; did you mean measure-base? Accepted: measure-base, fail or warn
      dependencies: "same-as-base" is unknown; did you mean same-as-head? Accepted: as-resolved or same-as-head
      comment: "on change" is unknown; did you mean on-change? Accepted: always, on-change or never
      key: "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk"… is too long; write at most 100 characters
      workflow: ".github/workflows/allocations.yml" is not the file name of a workflow; write allocations.yml, without its folder
      label: "a\\u001bb" has control characters; write one line of plain text
      flame-graph: "yes" is neither true nor false
      flame-graph: "True" is neither true nor false
      counter: "outside" is unknown; write probes or inside
      recorder: "outside" is unknown; write auto, inside or perf
      call-graph: "frame-pointers" is unknown; write auto, fp or dwarf
      commit-token: belongs to mode: "accept" only, not to "gate": a token that can push must not lie in a job that may run code of the pull request; leave it out here"
    `);
  });

  it('refuses a way to take stacks where none are recorded', () => {
    expect(() => inputsWith({ 'flame-graph': 'false', 'call-graph': 'dwarf' })).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: call-graph: "dwarf" contradicts flame-graph: "false", which keeps perf from stacks; leave one of them out]`,
    );
    expect(() => inputsWith({ 'flame-graph': 'false', recorder: 'perf' })).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: recorder: "perf" contradicts flame-graph: "false", which keeps perf from stacks; leave one of them out]`,
    );
    expect(() => inputsWith({ counter: 'inside', recorder: 'perf' })).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: recorder: "perf" records the hits of probes, and counter: "inside" places none; leave one of them out]`,
    );
    expect(() => inputsWith({ recorder: 'inside', 'call-graph': 'fp' })).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: call-graph: "fp" says how perf takes stacks, and recorder: "inside" that it does not; leave one of them out]`,
    );
  });

  it('takes several folders of baselines for accept alone, one on each line', () => {
    const baseline = 'packages/client/allocations\n  packages/server/allocations/ \n\n';
    const folders = ['packages/client/allocations', 'packages/server/allocations'];
    expect(inputsWith({ mode: 'accept', baseline })).toMatchObject({ baselineFolders: folders, baseline: folders[0] });
    expect(messageFor('baseline', baseline)).toBe(
      'baseline: names 2 folders, which only mode: "accept" takes; write the one of this package',
    );
    expect(messageFor('baseline', 'a\na/')).toBe('baseline: "a/" is there twice; write each folder once');
    expect(messageFor('baseline', 'a\n../b')).toContain('"../b" is outside the repository');
  });

  it('never shows a token in a message', () => {
    expect(messageFor('commit-token', 'ghs_secret')).not.toContain('ghs_secret');
  });
});

describe('unknown inputs', () => {
  it('are named with the nearest right one, where there is one', () => {
    const env = { INPUT_LIMITS: '5', INPUT_PACKAGE_PATH: '.', INPUT_COLOUR: 'red', INPUT_RUNS: '5', PATH: '/bin' };
    expect(() => refuseUnknownInputs(env)).toThrowErrorMatchingInlineSnapshot(`
      [UsageError: "colour" is not an input of this action; action.yml lists the inputs
      "limits" is not an input of this action; did you mean limit?
      "package_path" is not an input of this action; did you mean package-path?]
    `);
  });

  it('do not exist where all are inputs of the action, as the runner passes them', () => {
    const env = Object.fromEntries(Object.keys(inputDefaults).map((name) => [`INPUT_${name.toUpperCase()}`, '']));
    expect(() => refuseUnknownInputs(env)).not.toThrow();
  });
});
