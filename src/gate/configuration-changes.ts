import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../model/errors.ts';
import type { Limit } from '../model/limit.ts';
import { shownApart } from '../model/workload.ts';
import type { Phrase } from '../report/phrase.ts';
import { type ConfigFile, parseConfigFile } from '../settings/configuration-file.ts';
import type { BenchmarkEntry, Overrides } from '../settings/configuration-schema.ts';

/** A setting as it is shown: words of ours, or a list of somebody's; null where the file is silent. */
type Value = string | readonly string[] | null;

/** What can be said of one benchmark, or for all of them: then nothing is run. */
type Entry =
  | BenchmarkEntry
  | (Overrides & {
      readonly kind?: never;
      readonly arguments?: never;
      readonly iterations?: never;
      readonly server?: never;
    });

/** The settings of a benchmark, what could open the gate first. */
const settings: readonly (readonly [name: string, of: (entry: Entry) => Value])[] = [
  ['limit', ({ limit }) => limit && limitInWords(limit)],
  ['status', ({ status }) => (status === null ? null : String(status))],
  [
    'leftover-processes',
    ({ leftovers }) => leftovers && `${leftovers.waitMilliseconds} ms${leftovers.allowed ? ', allowed' : ''}`,
  ],
  ['program', programOf],
  ['arguments', (entry) => entry.arguments ?? []],
  ['environment', ({ environment }) => Object.entries(environment).map(([name, value]) => `${name}=${value}`)],
  ['iterations', iterationsOf],
  ['ready', readyOf],
  ['drive', ({ server }) => server?.drive ?? []],
  ['stop', ({ server }) => (server ? [server.stop] : [])],
  ['also-count', ({ alsoCount }) => alsoCount ?? []],
  ['runs', ({ runs }) => (runs === null ? null : String(runs))],
  ['timeout', ({ timeoutSeconds }) => (timeoutSeconds === null ? null : `${timeoutSeconds} s`)],
];

/**
 * What an edit of the configuration file (its text before, and now) moves, each with both values, by weight. Where the
 * text before is not understood, that alone.
 */
export function configurationChanges(before: string, now: string, path: string): readonly Phrase[] {
  const [old, current] = [parsed(before, path), parsed(now, path)];
  if (old === null || current === null) return [['its old form is not understood']];
  const [was, is] = [entriesOf(old), entriesOf(current)];
  const removed = [...was.keys()].filter((name) => !is.has(name));
  const added = [...is.keys()].filter((name) => !was.has(name));
  const kept = [...was].flatMap(([name, from]) => {
    const to = is.get(name);
    return to === undefined ? [] : [{ name: name === forAll ? 'defaults' : name, from, to }];
  });
  return [
    ...removed.map((name): Phrase => [{ code: name }, ' is removed']),
    ...moved([{ code: 'total-includes' }], old.totalIncludes, current.totalIncludes),
    ...settings.flatMap(([setting, of]) =>
      kept.flatMap(({ name, from, to }) => moved([`the ${setting} of `, { code: name }], of(from), of(to))),
    ),
    ...added.map((name): Phrase => [{ code: name }, ' is new']),
  ];
}

/** In place of a benchmark's name, which is never empty. */
const forAll = '';

function entriesOf({ defaults, benchmarks }: ConfigFile): ReadonlyMap<string, Entry> {
  return new Map<string, Entry>([[forAll, defaults], ...benchmarks.map((one) => [one.name, one] as const)]);
}

function moved(what: Phrase, from: Value, to: Value): readonly Phrase[] {
  if (isDeepStrictEqual(from, to)) return [];
  if (from === null || to === null || typeof from === 'string' || typeof to === 'string') {
    return [[...what, ` from ${from ?? 'the default'} to ${to ?? 'the default'}`]];
  }
  const apart = shownApart(from, to);
  // Where both are too long to be shown up to where they differ.
  if (apart.baseline === apart.measured) return [what];
  return [[...what, ' from ', { code: apart.baseline }, ' to ', { code: apart.measured }]];
}

function programOf(entry: Entry): Value {
  if (entry.kind === undefined) return [];
  return entry.kind === 'product' ? ['product', entry.product] : entry.command;
}

function iterationsOf({ iterations }: Entry): Value {
  if (!iterations) return [];
  const { kind, levels } = iterations;
  const told = kind === 'driver' ? [] : [kind === 'variable' ? iterations.variable : iterations.argument];
  return [...told, ...(levels === null ? ['chosen'] : ['from', String(levels.from), 'to', String(levels.to)])];
}

function readyOf({ server }: Entry): Value {
  if (!server) return [];
  return server.ready.kind === 'port' ? ['port', String(server.ready.port)] : ['text', server.ready.text];
}

function parsed(text: string, path: string): ConfigFile | null {
  try {
    return parseConfigFile(text, path);
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

function limitInWords({ absolute, percent, site }: Limit): string {
  return `${absolute} or ${percent} %${site === undefined ? '' : `, ${site} in a call site`}`;
}
