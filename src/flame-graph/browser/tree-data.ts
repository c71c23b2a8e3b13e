import type { Unit } from '../../model/measurement.ts';

/** What a payload says before its columns. */
export interface PayloadHead {
  readonly unit: Unit;
  /** What counts and bytes are divided by to be per unit. */
  readonly units: number;
  /** Per unit; changes up to it are noise. */
  readonly noise: number;
  /** Whether there is a baseline to compare with. */
  readonly compared: boolean;
  /** The names that stand for many small paths instead of a function. */
  readonly collective: readonly string[];
  /** The names of all frames, each once, in the order in which they are met. */
  readonly names: readonly string[];
  /** What is known of each name: what it is if no function, what it allocates, and where. Left out where nothing is known of any. */
  readonly notes?: readonly string[];
  /** The module or library of each name, and the type that it allocates most of; empty where it is not known, left out where none is. */
  readonly modules?: readonly string[];
  readonly types?: readonly string[];
  /** Indices of the names that are the runtime's, by its modules: Swift's own, the standard library's, libc's. */
  readonly runtime?: readonly number[];
  /** The names of all types that are allocated in this run, by path; left out where none is known. */
  readonly typeNames?: readonly string[];
  readonly frames: number;
  /** The columns that follow, each with one integer for each frame; one that is left out is all 0. Bytes are this run's: baselines have none. */
  readonly columns: readonly ('up' | 'name' | 'assumed' | 'count' | 'change' | 'bytes')[];
}

/** The frames of a benchmark as columns, callers before their callees; frame 0 is the whole program. */
export interface TreeData {
  readonly head: PayloadHead;
  readonly parent: Int32Array;
  /** The index behind the last frame that is called from this one. */
  readonly end: Int32Array;
  /** Indices of the head's names. */
  readonly name: Int32Array;
  readonly assumed: Uint8Array;
  readonly count: OwnCosts;
  readonly bytes: OwnCosts;
  /** Reads what of it is of a known type, which most readers never ask for; left out where nothing is. */
  readonly types?: () => OwnTypes;
}

/** One entry after the other, by frame: so many blocks of a type, and their bytes, that a frame of this run allocates itself. */
export interface OwnTypes {
  readonly frame: Int32Array;
  /** Indices of the head's `typeNames`. */
  readonly type: Int32Array;
  readonly count: Float64Array;
  readonly bytes: Float64Array;
}

/** What each frame allocated itself, by frame; whole numbers, not divided yet. */
export interface OwnCosts {
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** Reads what `payload.ts` wrote. */
export async function decodePayload(base64: string): Promise<TreeData> {
  const compressed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };

  const headLength = next();
  const head: PayloadHead = JSON.parse(new TextDecoder().decode(bytes.subarray(at, at + headLength)));
  at += headLength;
  const size = head.frames;
  const values = (length: number): Float64Array => {
    const read = new Float64Array(length);
    for (let index = 0; index < length; index += 1) read[index] = next();
    return read;
  };
  const columns = new Map(head.columns.map((name) => [name, values(size)]));
  const column = (name: PayloadHead['columns'][number]) => columns.get(name) ?? new Float64Array(size);
  const count = column('count').map(signed);
  const change = column('change').map(signed);
  const bytesOf = column('bytes').map(signed);
  const behindColumns = at;
  const readTypes = () => {
    at = behindColumns;
    return ownTypes(count, bytesOf, values);
  };
  return {
    head,
    ...places(column('up')),
    name: Int32Array.from(column('name')),
    assumed: Uint8Array.from(column('assumed')),
    count: { after: count, before: count.map((value, index) => value + (change[index] ?? 0)) },
    bytes: { after: bytesOf, before: new Float64Array(size) },
    ...(head.typeNames === undefined ? {} : { types: readTypes }),
  };
}

/** The types of frames with these costs of their own, as `payload.ts` writes them: as what each leaves of the frame's. */
function ownTypes(count: Float64Array, bytes: Float64Array, values: (length: number) => Float64Array): OwnTypes {
  const allocating = Array.from(count.keys()).filter((frame) => count[frame] !== 0 || bytes[frame] !== 0);
  const known = values(allocating.length);
  const entries = known.reduce((sum, one) => sum + one, 0);
  const frame = new Int32Array(entries);
  const type = Int32Array.from(values(entries));
  const [counts, sizes] = [values(entries), values(entries)];
  let entry = 0;
  for (const [index, one] of allocating.entries()) {
    let [left, leftBytes] = [count[one] ?? 0, bytes[one] ?? 0];
    for (const end = entry + (known[index] ?? 0); entry < end; entry += 1) {
      const [rest, restBytes] = [counts[entry] ?? 0, sizes[entry] ?? 0];
      frame[entry] = one;
      counts[entry] = left - rest;
      sizes[entry] = leftBytes - restBytes;
      [left, leftBytes] = [rest, restBytes];
    }
  }
  return { frame, type, count: counts, bytes: sizes };
}

function signed(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

/** Who calls whom, from how many levels each frame lies above where the one before it could have called it. */
function places(up: Float64Array): Pick<TreeData, 'parent' | 'end'> {
  const parent = new Int32Array(up.length).fill(-1);
  for (let index = 1; index < up.length; index += 1) {
    let caller = index - 1;
    for (let levels = up[index] ?? 0; levels > 0; levels -= 1) caller = parent[caller] ?? 0;
    parent[index] = caller;
  }
  return { parent, end: endsOf(parent) };
}

/** The index behind the last frame that each frame calls, from who calls whom. */
export function endsOf(parent: Int32Array): Int32Array {
  const end = new Int32Array(parent.length);
  for (let index = parent.length - 1; index >= 0; index -= 1) {
    const behind = end[index] || index + 1;
    end[index] = behind;
    const caller = parent[index] ?? -1;
    if (caller >= 0) end[caller] = Math.max(end[caller] ?? 0, behind);
  }
  return end;
}
