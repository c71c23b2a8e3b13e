import { UsageError } from '../errors.ts';
import { inputDefaults } from './inputs.ts';
import { nearest } from './nearest.ts';
import { quoted } from './parsed.ts';

/** An input that `action.yml` does not have, with the one that was probably meant. */
export interface UnknownInput {
  readonly name: string;
  readonly nearest: string | null;
}

/**
 * The inputs that were given and do not exist. The runner passes every key under `with:` as `INPUT_<NAME>`,
 * upper-cased, spaces as underscores, and only warns of unknown ones.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs
 */
export function unknownInputs(
  env: Readonly<Record<string, string | undefined>>,
  actionInputs: readonly string[] = Object.keys(inputDefaults),
): readonly UnknownInput[] {
  return Object.keys(env)
    .filter((variable) => variable.startsWith('INPUT_'))
    .map((variable) => variable.slice('INPUT_'.length).toLowerCase())
    .filter((name) => !actionInputs.includes(name))
    .sort()
    .map((name) => ({ name, nearest: nearest(name, actionInputs) }));
}

/** @throws UsageError that names every unknown input, with the nearest right one. */
export function refuseUnknownInputs(env: Readonly<Record<string, string | undefined>>): void {
  const unknown = unknownInputs(env);
  if (unknown.length === 0) return;
  const lines = unknown.slice(0, 10).map(({ name, nearest: suggestion }) => {
    const hint = suggestion === null ? 'action.yml lists the inputs' : `did you mean ${suggestion}?`;
    return `${quoted(name)} is not an input of this action; ${hint}`;
  });
  throw new UsageError(lines.join('\n'));
}
