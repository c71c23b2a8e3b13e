import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What the runner takes from `action.yml`. */
export interface ActionManifest {
  /** Input names in lower case with their defaults. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Paths of the entry files, relative to `action.yml`. */
  readonly main: string;
  readonly post: string | undefined;
}

/** By their text: some tests run hundreds of steps. */
const parsed = new Map<string, ActionManifest>();

/** Reads an `action.yml`; throws if it is not one of a JavaScript action. */
export function readActionManifest(file: URL | string): ActionManifest {
  const text = readFileSync(file, 'utf8');
  const known = parsed.get(text) ?? parseActionManifest(text, String(file));
  parsed.set(text, known);
  return known;
}

function parseActionManifest(text: string, file: string): ActionManifest {
  const manifest: unknown = parse(text);
  const runs = member(manifest, 'runs');
  const main = member(runs, 'main');
  const post = member(runs, 'post');
  if (typeof main !== 'string') throw new Error(`${file} has no runs.main`);
  const inputs = Object.entries(object(member(manifest, 'inputs'))).map(([name, input]) => {
    const value = member(input, 'default');
    return [name.toLowerCase(), value === undefined || value === null ? '' : String(value)];
  });
  return { inputs: Object.fromEntries(inputs), main, post: typeof post === 'string' ? post : undefined };
}

/** What an expression in an action's default may stand for: `github.token`, `job.check_run_id`. */
export type ExpressionValues = Readonly<Record<string, string>>;

/** The `INPUT_…` variables of a step: defaults, with what `with:` gives instead. */
export function inputVariables(
  manifest: ActionManifest,
  given: Readonly<Record<string, string>>,
  values: ExpressionValues,
): Readonly<Record<string, string>> {
  const merged = { ...manifest.inputs };
  for (const [name, value] of Object.entries(given)) merged[name.toLowerCase()] = value;
  return Object.fromEntries(
    Object.entries(merged).map(([name, value]) => [
      // Dashes stay, which makes names that a shell cannot read but node can.
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      evaluate(value, values),
    ]),
  );
}

/** The runner's warning about a misspelt input; undefined if all are known. The step runs all the same. */
export function unexpectedInputs(
  manifest: ActionManifest,
  given: Readonly<Record<string, string>>,
): string | undefined {
  const unknown = Object.keys(given).filter((name) => !(name.toLowerCase() in manifest.inputs));
  if (unknown.length === 0) return undefined;
  const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
  return `Unexpected input(s) ${quoted(unknown)}, valid inputs are [${quoted(Object.keys(manifest.inputs))}]`;
}

/** Expressions, of which an action's defaults need but names. */
function evaluate(value: string, values: ExpressionValues): string {
  return value.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_all, expression: string) => {
    const known = values[expression];
    if (known !== undefined) return known;
    throw new Error(`the test bed does not evaluate \${{ ${expression} }}`);
  });
}

function object(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function member(value: unknown, name: string): unknown {
  return Reflect.get(object(value), name);
}
