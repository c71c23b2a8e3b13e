import { gzipSync } from 'node:zlib';
import { unknownName } from '../stacks/call-tree.ts';
import { roleOf } from '../stacks/role-of.ts';
import { bracketed } from './bracketed.ts';
import { isAllocation } from './browser/frame-trees.ts';
import type { PayloadHead } from './browser/tree-data.ts';
import { noFunctionWords } from './no-function.ts';
import { collectiveNames, type OverlayFrame } from './overlay.ts';

/** What the overlay itself does not say. */
type Given = Pick<PayloadHead, 'unit' | 'units' | 'noise' | 'compared'>;

/** What is known of frames, by their names. */
export interface Known {
  readonly notes?: ReadonlyMap<string, string>;
  readonly modules?: ReadonlyMap<string, string>;
  /** What each function allocates most of. */
  readonly types?: ReadonlyMap<string, string>;
}

const columnNames = ['up', 'name', 'assumed', 'count', 'change', 'bytes'] as const;

/**
 * An overlay as text for the page: base64 of gzip of a head in JSON and columns of variable-length integers, a value
 * for each frame, callers first. `browser/tree-data.ts` reads it. Each name is there once; costs are a frame's own, so
 * that most are 0, and the baseline's are differences, so that most of those are 0 too.
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
  let previous = -1;
  const add = (frame: OverlayFrame, depth: number): void => {
    const name = names.get(frame.name) ?? names.size;
    names.set(frame.name, name);
    const count = own(frame, (one) => one.after.count);
    columns.up.push(previous + 1 - depth);
    columns.name.push(name);
    columns.assumed.push(frame.assumed ? 1 : 0);
    columns.count.push(zigzag(count));
    columns.change.push(zigzag(own(frame, (one) => one.before.count) - count));
    columns.bytes.push(zigzag(own(frame, (one) => one.after.bytes)));
    previous = depth;
    for (const child of frame.children) add(child, depth + 1);
  };
  add(root, 0);

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
      [noFunctionWords(name), known.notes?.get(name) ?? ''].filter(Boolean).join('; '),
    ),
    ...knownOf(all, 'modules', (name) => moduleOf(name, known.modules)),
    ...knownOf(all, 'types', (name) => known.types?.get(name) ?? ''),
    ...(runtime.length > 0 ? { runtime } : {}),
  };
  const text = Buffer.from(JSON.stringify(full));
  const parts = [varints([text.length]), text, ...used.map((name) => varints(columns[name]))];
  return gzipSync(Buffer.concat(parts), { level: 9 }).toString('base64');
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
