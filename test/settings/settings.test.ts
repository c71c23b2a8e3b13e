import { describe, expect, it } from 'vitest';
import { parseConfigFile } from '../../src/settings/configuration-file.ts';
import { productBenchmark, resolveSettings } from '../../src/settings/settings.ts';
import { defaultInputs } from './default-inputs.ts';

const file = (text: string) => parseConfigFile(text, '.github/allocations.yml');

describe('the settings', () => {
  it('leave the benchmarks to the package when neither inputs nor file name any', () => {
    const defaults = {
      ...{ environment: {}, limit: { absolute: 0, percent: 0 }, runs: null, timeoutSeconds: 600, status: 0 },
      leftovers: { waitMilliseconds: 2000, allowed: false },
      alsoCount: [],
    };
    expect(resolveSettings(defaultInputs, null)).toMatchObject({ benchmarks: null, defaults, mode: 'gate' });
    expect(resolveSettings(defaultInputs, file('defaults: { runs: 7 }'))).toMatchObject({
      benchmarks: null,
      defaults: { ...defaults, runs: 7 },
    });
  });

  it('run the named products as they are', () => {
    const { benchmarks } = resolveSettings({ ...defaultInputs, products: ['Server'], runs: 3 }, file('{}'));
    expect(benchmarks).toEqual([
      {
        name: 'Server',
        kind: 'product',
        product: 'Server',
        arguments: [],
        environment: {},
        iterations: null,
        server: null,
        limit: { absolute: 0, percent: 0 },
        runs: 3,
        timeoutSeconds: 600,
        status: 0,
        leftovers: { waitMilliseconds: 2000, allowed: false },
        alsoCount: [],
      },
    ]);
  });

  it('take the benchmark before the defaults of the file, and these before the inputs', () => {
    const inputs = { ...defaultInputs, runs: 3, timeoutSeconds: 30, limit: { absolute: 9, percent: 0 } };
    const settings = resolveSettings(
      inputs,
      file(`
defaults: { runs: 7, timeout: 1m, environment: { A: default, B: default } }
benchmarks:
  plain: { product: P }
  own: { product: P, runs: 9, limit: { percent: 1 }, environment: { B: own } }
`),
    );
    expect(settings.benchmarks).toMatchObject([
      { runs: 7, timeoutSeconds: 60, limit: { absolute: 9, percent: 0 }, environment: { A: 'default', B: 'default' } },
      { runs: 9, timeoutSeconds: 60, limit: { absolute: 0, percent: 1 }, environment: { A: 'default', B: 'own' } },
    ]);
  });

  it('take status and leftover processes of the benchmark before those of the defaults, each as a whole', () => {
    const { benchmarks } = resolveSettings(
      defaultInputs,
      file(`
defaults: { status: 3, leftover-processes: { wait: 500ms } }
benchmarks:
  plain: { product: P }
  own: { product: P, status: 0, leftover-processes: { allow: true } }
`),
    );
    expect(benchmarks).toMatchObject([
      { status: 3, leftovers: { waitMilliseconds: 500, allowed: false } },
      { status: 0, leftovers: { waitMilliseconds: 2000, allowed: true } },
    ]);
  });

  it('refuse products beside a file with benchmarks', () => {
    const inputs = { ...defaultInputs, products: ['Server'] };
    expect(() => resolveSettings(inputs, file('benchmarks: { a: { product: A } }'))).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: products: contradicts .github/allocations.yml, which names benchmarks; add the products there, or empty products]`,
    );
  });

  it('refuse a product that cannot be the name of files', () => {
    const { defaults } = resolveSettings(defaultInputs, null);
    expect(() => productBenchmark('my@server', defaults)).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: the product "my@server" needs a benchmark with another name in the configuration file: "my@server" is not a name; a name starts with a letter or digit and has at most 100 letters (a to z), digits, spaces and - _ . +, without two dots in a row and without a space or dot at its end]`,
    );
  });
});
