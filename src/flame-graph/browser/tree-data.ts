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
  const columns = new Map(
    head.columns.map((name) => {
      const values = new Float64Array(size);
      for (let index = 0; index < size; index += 1) values[index] = next();
      return [name, values];
    }),
  );
  const column = (name: PayloadHead['columns'][number]) => columns.get(name) ?? new Float64Array(size);
  const count = column('count').map(signed);
  const change = column('change').map(signed);
  return {
    head,
    ...places(column('up')),
    name: Int32Array.from(column('name')),
    assumed: Uint8Array.from(column('assumed')),
    count: { after: count, before: count.map((value, index) => value + (change[index] ?? 0)) },
    bytes: { after: column('bytes').map(signed), before: new Float64Array(size) },
  };
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
