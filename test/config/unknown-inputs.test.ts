import { describe, expect, it } from 'vitest';
import { inputDefaults } from '../../src/config/inputs.ts';
import { refuseUnknownInputs, unknownInputs } from '../../src/config/unknown-inputs.ts';

describe('unknown inputs', () => {
  it('are named with the nearest right one, where there is one', () => {
    const env = { INPUT_LIMITS: '5', INPUT_PACKAGE_PATH: '.', INPUT_COLOUR: 'red', INPUT_RUNS: '5', PATH: '/bin' };
    expect(unknownInputs(env, Object.keys(inputDefaults))).toEqual([
      { name: 'colour', nearest: null },
      { name: 'limits', nearest: 'limit' },
      { name: 'package_path', nearest: 'package-path' },
    ]);
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
