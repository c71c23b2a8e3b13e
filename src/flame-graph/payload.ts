import { gzipSync } from 'node:zlib';
import type { Frame } from '../model/recording.ts';
import { unknownName } from '../stacks/call-tree.ts';
import { roleOf } from '../stacks/role-of.ts';
import { bracketed } from './bracketed.ts';
import { isAllocation } from './browser/frame-trees.ts';
import type { PayloadHead } from './browser/tree-data.ts';
import { noFunctionWords } from './no-function.ts';
import { collectiveNames, hiddenName, type OverlayFrame, type Profile } from './overlay.ts';
import { type TypesByPath, typesWithin } from './types-by-path.ts';

/** What the overlay itself does not say. */
type Given = Pick<PayloadHead, 'unit' | 'units' | 'noise' | 'compared'>;

/** What is known of frames, by their names. */
export interface Known {
  readonly notes?: ReadonlyMap<string, string>;
  readonly modules?: ReadonlyMap<string, string>;
  readonly inlined?: Profile['inlined'];
  /** What each function allocates most of. */
  readonly types?: ReadonlyMap<string, string>;
  /** What is allocated at the end of each path of this run. */
  readonly typesByPath?: TypesByPath;
}

const columnNames = ['up', 'name', 'assumed', 'count', 'change', 'bytes'] as const;

/**
 * An overlay as text for the page: base64 of gzip of a head in JSON and columns of variable-length integers, a value
 * for each frame, callers first. `browser/tree-data.ts` reads it. Each name is there once; costs are a frame's own, so
 * that most are 0, and the baseline's are differences, so that most of those are 0 too. What is known of types follows,
 * see {@link TypeColumns}.
 */
export function encodePayload(root: OverlayFrame, head: Given, known: Known = {}): string {
  const names = new Map<string, number>();
  const columns: Record<(typeof columnNames)[number], number[]> = {
    up: [],
    name: [],
    assumed: [],
    count: [],
    change: [],
    bytes: [],
  };
  const types = new TypeColumns();
  let previous = -1;
  const add = (frame: OverlayFrame, depth: number, at: TypesByPath | undefined): void => {
    const name = names.get(frame.name) ?? names.size;
    names.set(frame.name, name);
    const count = own(frame, (one) => one.after.count);
    columns.up.push(previous + 1 - depth);
    columns.name.push(name);
    columns.assumed.push(frame.assumed ? 1 : 0);
    columns.count.push(zigzag(count));
    columns.change.push(zigzag(own(frame, (one) => one.before.count) - count));
    const bytes = own(frame, (one) => one.after.bytes);
    columns.bytes.push(zigzag(bytes));
    if (count !== 0 || bytes !== 0) types.add(at?.types ?? new Map(), count, bytes);
    previous = depth;
    for (const child of frame.children) add(child, depth + 1, typesBelow(frame, child, at));
  };
  add(root, 0, known.typesByPath);

  const used = columnNames.filter((name) => columns[name].some((value) => value !== 0));
  const all = [...names.keys()];
  const runtime = [...all.keys()].filter((index) => isRuntime(all[index] ?? '', known.modules));
  const full: PayloadHead = {
    ...head,
    collective: collectiveNames,
    frames: columns.up.length,
    columns: used,
    names: all,
    ...knownOf(all, 'notes', (name) =>
      [noFunctionWords(name), inlinedWords(known.inlined?.get(name)), known.notes?.get(name) ?? '']
        .filter(Boolean)
        .join('; '),
    ),
    ...knownOf(all, 'modules', (name) => moduleOf(name, known.modules)),
    ...knownOf(all, 'types', (name) => known.types?.get(name) ?? ''),
    ...(runtime.length > 0 ? { runtime } : {}),
    ...(types.names.length > 0 ? { typeNames: types.names } : {}),
  };
  const text = Buffer.from(JSON.stringify(full));
  const parts = [
    varints([text.length]),
    text,
    ...used.map((name) => varints(columns[name])),
    ...(types.names.length > 0 ? types.columns.map(varints) : []),
  ];
  return gzipSync(Buffer.concat(parts), { level: 9 }).toString('base64');
}

/**
 * The types of what frames allocate themselves: for each frame that does, how many types are known; then for each of
 * those which one it is, and by how much its count and its bytes are less than what is left of the frame's: nothing for
 * most, since most have one type.
 */
class TypeColumns {
  readonly #known: number[] = [];
  readonly #type: number[] = [];
  readonly #count: number[] = [];
  readonly #bytes: number[] = [];
  readonly #names = new Map<string, number>();

  get names(): readonly string[] {
    return [...this.#names.keys()];
  }

  get columns(): readonly (readonly number[])[] {
    return [this.#known, this.#type, this.#count, this.#bytes];
  }

  /** What a frame allocates that costs so much itself; types never add up to more. */
  add(types: TypesByPath['types'], ownCount: number, ownBytes: number): void {
    let [left, leftBytes, known] = [ownCount, ownBytes, 0];
    for (const [name, cost] of [...types].sort(([, a], [, b]) => b.count - a.count)) {
      const [count, bytes] = [Math.min(left, cost.count), Math.min(leftBytes, cost.bytes)];
      if (count <= 0) continue;
      const type = this.#names.get(name) ?? this.#names.size;
      this.#names.set(name, type);
      [left, leftBytes, known] = [left - count, leftBytes - bytes, known + 1];
      this.#type.push(type);
      this.#count.push(left);
      this.#bytes.push(leftBytes);
    }
    this.#known.push(known);
  }
}

/** What a callee allocates; of what stands for those that a page has no room for, what those allocate. */
function typesBelow(
  { children }: OverlayFrame,
  { name }: OverlayFrame,
  at: TypesByPath | undefined,
): TypesByPath | undefined {
  if (at === undefined || name !== hiddenName) return at?.callees.get(name);
  // One that is gone may be called as one that is there.
  const shown = new Set(children.filter(({ after }) => after.count > 0).map((child) => child.name));
  const others = [...at.callees].filter(([callee]) => !shown.has(callee)).map(([, below]) => below);
  return { types: typesWithin(others), callees: new Map() };
}

/** Something about each name, left out where there is nothing about any. */
function knownOf(
  names: readonly string[],
  key: 'notes' | 'modules' | 'types',
  textOf: (name: string) => string,
): Partial<PayloadHead> {
  const texts = names.map(textOf);
  return texts.some((text) => text !== '') ? { [key]: texts } : {};
}

function inlinedWords(where: Frame['inlined']): string {
  if (where === undefined) return '';
  return where === 'always' ? 'inlined' : 'inlined in some places';
}

/** The module or library of a name; empty where it is not known. */
function moduleOf(name: string, modules: Known['modules']): string {
  if (name === unknownName || collectiveNames.includes(name)) return '';
  return modules?.get(name) ?? bracketed(name) ?? '';
}

/** Whether a frame is the runtime's, the allocation function at its end left out: that is what was counted. */
function isRuntime(name: string, modules: Known['modules']): boolean {
  if (isAllocation(name) || name === unknownName) return false;
  const role = roleOf({ name, module: moduleOf(name, modules) || unknownName });
  return role === 'runtime' || role === 'allocator' || role === 'glue';
}

/** What a frame cost itself, its children left out. */
function own(frame: OverlayFrame, costOf: (frame: OverlayFrame) => number): number {
  return Math.round(frame.children.reduce((rest, child) => rest - costOf(child), costOf(frame)));
}

/** Signed to unsigned: 0, −1, 1, −2 become 0, 1, 2, 3. */
function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

/** Seven bits a byte, lowest first; the highest bit says that more follow. */
function varints(values: readonly number[]): Buffer {
  const bytes: number[] = [];
  for (const value of values) {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
    bytes.push(rest);
  }
  return Buffer.from(bytes);
}
