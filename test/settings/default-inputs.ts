import { inputTable, parseInputs } from '../../src/settings/inputs.ts';

/** What each input is when it is not given, as text. */
export const inputDefaults = Object.fromEntries(
  Object.values(inputTable).map(({ name, default: standard }): [string, string] => [name, standard]),
);

/** The inputs when none is given. */
export const defaultInputs = parseInputs(() => '');
