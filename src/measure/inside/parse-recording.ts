import type {
  CallSum,
  LeftOut,
  RecordedModule,
  RecordedStack,
  RecordedType,
  Recording,
  StackCheck,
} from './recording.ts';
import {
  type LeftOutReason,
  layout,
  leftOutReasons,
  type RecordedKind,
  recordedFunctions,
  recordedKinds,
  recordTypes,
  stackEnds,
  stops,
} from './recording-layout.ts';

/** A recording that says what the recorder never writes: another version, or written by somebody else. */
export class DamagedRecording extends Error {
  override readonly name = 'DamagedRecording';
}

/** Reads a part of the file: as many bytes as are there, up to `length`. */
export type ReadPart = (offset: number, length: number) => Buffer;

/** A program maps hundreds of files; each is looked through for the addresses of stacks. */
const modulesAtMost = 10_000;

/** Bounds on what is kept in memory of one recording. */
export interface RecordingLimits {
  /** Of chunks that are read; each has 64 KiB. */
  readonly chunks: number;
}

/**
 * Reads what `recorder/layout.h` describes, part by part. It was written by code that is measured, honest or not:
 * every number is checked before it is used, and nothing is followed in circles. Throws a {@link DamagedRecording}.
 */
export function parseRecording(read: ReadPart, limits: RecordingLimits): Recording {
  const header = parseHeader(readExactly(read, 0, headerBytes));
  if (header.chunks > limits.chunks) throw new DamagedRecording(`it has ${header.chunks} chunks`);
  const records: Records = { stacks: new Map(), types: new Map(), typed: [], modules: [], leftOut: [] };
  for (let chunk = 1; chunk <= header.chunks; chunk += 1) {
    const start = chunk * layout.chunkBytes;
    parseChunk(read(start, layout.chunkBytes), start, records);
  }
  const { chunks: _, ...described } = header;
  return {
    ...described,
    stacks: mergeStacks(records),
    modules: endModules(records.modules),
    leftOut: records.leftOut,
  };
}

const unfinishedAt = 88 + 16 * recordedKinds.length;
const headerBytes = unfinishedAt + 8;

function parseHeader(bytes: Buffer) {
  if (bytes.readBigUInt64LE(0) !== layout.magic) throw new DamagedRecording('it does not begin as a recording does');
  const version = bytes.readUInt32LE(8);
  if (version !== layout.version) throw new DamagedRecording(`it has version ${version}, not ${layout.version}`);
  if (bytes.readUInt32LE(12) !== layout.chunkBytes || bytes.readUInt32LE(20) !== recordedKinds.length) {
    throw new DamagedRecording('its header does not fit its version');
  }
  const resolved = bytes.readBigUInt64LE(40);
  return {
    chunks: bytes.readUInt32LE(16),
    pid: bytes.readUInt32LE(24),
    parent: bytes.readUInt32LE(28),
    began: bytes.readUInt32LE(32) === 0 ? ('executed' as const) : ('forked' as const),
    stopped: oneOf(stops, bytes.readUInt32LE(36), 'reason to stop'),
    resolved: new Set(recordedFunctions.filter((_, bit) => (resolved >> BigInt(bit)) % 2n === 1n)),
    check: parseCheck(bytes),
    unwoundInFull: count(bytes, 72),
    typesUnread: count(bytes, 80),
    unrecorded: parseUnrecorded(bytes),
    unfinished: count(bytes, unfinishedAt),
  };
}

function parseCheck(bytes: Buffer): StackCheck {
  switch (count(bytes, 48)) {
    case 0:
      return { kind: 'off' };
    case 1:
      return { kind: 'on', compared: count(bytes, 56), different: count(bytes, 64) };
    default:
      return { kind: 'unavailable' };
  }
}

function parseUnrecorded(bytes: Buffer): ReadonlyMap<RecordedKind, CallSum> {
  const sums = recordedKinds.map((kind, index) => [kind, sumAt(bytes, 88 + 16 * index)] as const);
  return new Map(sums.filter(([, { calls }]) => calls > 0));
}

/** What the chunks have, by the records' offsets in the file. */
interface Records {
  readonly stacks: Map<number, Stack>;
  readonly types: Map<number, RecordedType>;
  readonly typed: { readonly stack: number; readonly type: number; readonly sum: CallSum }[];
  readonly modules: (RecordedModule | { readonly start: number; readonly went: number })[];
  readonly leftOut: LeftOut[];
}

interface Stack extends Omit<RecordedStack, 'types'> {
  /** The same for all records of one stack, whatever thread it is from. */
  readonly identity: string;
}

const chunkHeaderBytes = 8;
const recordHeaderBytes = 8;

function parseChunk(chunk: Buffer, start: number, records: Records): void {
  if (chunk.length < chunkHeaderBytes) throw new DamagedRecording('it ends before its last chunk');
  const used = chunk.readUInt32LE(0);
  if (used > layout.chunkBytes) throw new DamagedRecording(`a chunk has ${used} bytes`);
  if (used > chunk.length) throw new DamagedRecording('it ends within a chunk');
  for (let at = chunkHeaderBytes; at < used; ) {
    if (used - at < recordHeaderBytes) throw new DamagedRecording('a record ends within its header');
    const length = chunk.readUInt32LE(at);
    if (length < recordHeaderBytes || length % 8 !== 0 || length > used - at) {
      throw new DamagedRecording(`a record has ${length} bytes`);
    }
    parseRecord(chunk.subarray(at, at + length), start + at, records);
    at += length;
  }
}

const contentBytes = { stack: 40, typed: 40, type: 33, module: 81, 'module-gone': 24, 'left-out': 17 } as const;

function parseRecord(record: Buffer, offset: number, records: Records): void {
  const type = oneOf(recordTypes, record.readUInt32LE(4), 'type of record');
  if (type === 'none') throw new DamagedRecording('a record has no type');
  if (record.length < contentBytes[type]) throw new DamagedRecording(`a ${type} record has ${record.length} bytes`);
  switch (type) {
    case 'stack':
      records.stacks.set(offset, parseStack(record));
      return;
    case 'typed':
      records.typed.push({ stack: count(record, 8), type: count(record, 16), sum: sumAt(record, 24) });
      return;
    case 'type':
      records.types.set(offset, parseType(record));
      return;
    case 'module':
      if (records.modules.length === modulesAtMost)
        throw new DamagedRecording(`it has more than ${modulesAtMost} modules`);
      records.modules.push(parseModule(record));
      return;
    case 'module-gone':
      records.modules.push({ start: address(record, 8), went: record.readUInt32LE(16) });
      return;
    case 'left-out':
      records.leftOut.push({ reason: parseReason(record.readUInt32LE(8)), path: textAt(record, 16) });
  }
}

function parseStack(record: Buffer): Stack {
  const frames = record.readUInt16LE(28);
  const awaits = record.readUInt16LE(30);
  const end = 40 + 8 * frames;
  if (end > record.length || awaits > frames) throw new DamagedRecording(`a stack has ${frames} frames`);
  const addresses = Array.from({ length: frames }, (_, index) => address(record, 40 + 8 * index));
  return {
    ...sumAt(record, 8),
    kind: oneOf(recordedKinds, record.readUInt16LE(24), 'kind of call'),
    end: oneOf(stackEnds, record.readUInt16LE(26), 'end of a stack'),
    returns: addresses.slice(0, frames - awaits),
    awaits: addresses.slice(frames - awaits),
    moment: record.readUInt32LE(32),
    identity: record.toString('latin1', 24, end),
  };
}

/** Metadata kinds (swift/ABI/MetadataKind.def): a class where there is no Objective-C, and a heap-allocated box. */
const metadataKinds = { class: 0n, box: 0x400n } as const;

function parseType(record: Buffer): RecordedType {
  const kind = record.readBigUInt64LE(16);
  if (kind === metadataKinds.box) return { kind: 'box' };
  return kind === metadataKinds.class ? { kind: 'class', name: textAt(record, 32) } : { kind: 'unknown' };
}

function parseModule(record: Buffer): RecordedModule {
  const buildIdBytes = record.readUInt32LE(44);
  if (buildIdBytes > 32) throw new DamagedRecording(`a build-id has ${buildIdBytes} bytes`);
  return {
    start: address(record, 8),
    end: address(record, 16),
    bias: address(record, 24),
    offset: address(record, 32),
    came: record.readUInt32LE(40),
    went: null,
    buildId: buildIdBytes === 0 ? null : record.toString('hex', 48, 48 + buildIdBytes),
    path: textAt(record, 80),
  };
}

function parseReason(number: number): LeftOutReason {
  const reason = oneOf(leftOutReasons, number, 'reason not to record');
  if (reason === 'none') throw new DamagedRecording('a program was left out for no reason');
  return reason;
}

/** A module that went is followed by a record that says so: the last that came at its start. */
function endModules(records: Records['modules']): readonly RecordedModule[] {
  const modules: RecordedModule[] = [];
  for (const record of records) {
    if ('path' in record) {
      modules.push(record);
    } else {
      const index = modules.findLastIndex(({ start, went }) => start === record.start && went === null);
      const module = modules[index];
      if (module === undefined) throw new DamagedRecording('code went that had not come');
      modules[index] = { ...module, went: record.went };
    }
  }
  return modules;
}

/** One stack of each identity, with the calls of all threads and the types of its objects. */
function mergeStacks({ stacks, types, typed }: Records): readonly RecordedStack[] {
  const merged = new Map<string, Merged>();
  for (const stack of stacks.values()) {
    const known = merged.get(stack.identity);
    if (known === undefined) {
      merged.set(stack.identity, { stack, sum: stack, types: new Map() });
    } else {
      known.sum = add(known.sum, stack);
    }
  }
  for (const { stack: stackOffset, type: typeOffset, sum } of typed) {
    const of = merged.get(stacks.get(stackOffset)?.identity ?? '');
    const type = types.get(typeOffset);
    if (of === undefined || type === undefined) throw new DamagedRecording('a typed record belongs to nothing');
    const key = type.kind === 'class' ? `class ${type.name}` : type.kind;
    of.types.set(key, { type, ...add(of.types.get(key) ?? { calls: 0, bytes: 0 }, sum) });
  }
  return [...merged.values()].map(({ stack: { identity: _, ...stack }, sum, types }) => ({
    ...stack,
    calls: sum.calls,
    bytes: sum.bytes,
    types: [...types.values()].sort((one, other) => other.calls - one.calls),
  }));
}

interface Merged {
  readonly stack: Stack;
  sum: CallSum;
  readonly types: Map<string, CallSum & { readonly type: RecordedType }>;
}

function add(one: CallSum, other: CallSum): CallSum {
  return { calls: one.calls + other.calls, bytes: one.bytes + other.bytes };
}

function readExactly(read: ReadPart, offset: number, length: number): Buffer {
  const bytes = read(offset, length);
  if (bytes.length < length) throw new DamagedRecording('it ends within its header');
  return bytes;
}

function sumAt(bytes: Buffer, offset: number): CallSum {
  return { calls: count(bytes, offset), bytes: count(bytes, offset + 8) };
}

/** A number that arithmetic stays exact with, also when a thousand of them are added. */
function count(bytes: Buffer, offset: number): number {
  const number = bytes.readBigUInt64LE(offset);
  if (number > 2n ** 52n) throw new DamagedRecording(`it counts ${number}`);
  return Number(number);
}

/** User space ends at 2 to the power of 47, or of 52 on aarch64. */
function address(bytes: Buffer, offset: number): number {
  return count(bytes, offset);
}

function textAt(record: Buffer, offset: number): string {
  const end = record.indexOf(0, offset);
  if (end < 0) throw new DamagedRecording('a text does not end');
  return record.toString('utf8', offset, end);
}

function oneOf<Choice>(choices: readonly Choice[], number: number, what: string): Choice {
  const choice = choices[number];
  if (choice === undefined) throw new DamagedRecording(`${number} is no ${what}`);
  return choice;
}
