import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DamagedRecording, parseRecording } from '../../../src/measure/inside/parse-recording.ts';
import { readRecordings, recordingsLimits } from '../../../src/measure/inside/read-recordings.ts';
import { moduleOf, type Recording } from '../../../src/measure/inside/recording.ts';
import {
  layout,
  leftOutReasons,
  recordedFunctions,
  recordedKinds,
  recordTypes,
  stackEnds,
  stops,
} from '../../../src/measure/inside/recording-layout.ts';

const fixture = (name: string) =>
  gunzipSync(readFileSync(new URL(`../../fixtures/recording/${name}.recording.gz`, import.meta.url)));

const parse = (bytes: Buffer): Recording =>
  parseRecording((offset, length) => bytes.subarray(offset, offset + length), { chunks: 100 });

/** The recording with other bytes at some place. */
function changed(bytes: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes);
  change(copy);
  return copy;
}

const load = fixture('load');
const objects = fixture('objects');
const firstRecord = layout.chunkBytes + 8;

describe('the layout', () => {
  const header = readFileSync(new URL('../../../src/measure/inside/recorder/layout.h', import.meta.url), 'utf8');
  const enumeration = (name: string, prefix: string): readonly string[] => {
    const [, body = ''] = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(header) ?? [];
    const names = body.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/([A-Z][A-Z_]*)/g);
    return [...names].map(([, word = '']) => word.replace(prefix, '').toLowerCase());
  };
  const withHyphens = (names: readonly string[]) => names.map((name) => name.replaceAll('-', '_'));

  it('is the one of the recorder’s own header', () => {
    expect(enumeration('kind', 'KIND_')).toEqual([...recordedKinds, 'kinds']);
    expect(enumeration('stop', 'STOP_')).toEqual(withHyphens(stops));
    expect(enumeration('left_out', 'LEFT_OUT_')).toEqual(withHyphens(leftOutReasons).slice(1));
    expect(enumeration('record_type', 'RECORD_')).toEqual(withHyphens(recordTypes).slice(1));
    expect(enumeration('stack_end', 'END_')).toEqual([
      ...['of_stack', 'not_walked', 'too_deep', 'no_unwind', 'unreadable', 'of_task', 'of_child_task', 'await_cut'],
    ]);
    expect(stackEnds).toHaveLength(8);
    const functions = /RECORDED_FUNCTIONS\(F\)((?:.*\\\n)*.*)/.exec(header)?.[1]?.matchAll(/F\((\w+)\)/g) ?? [];
    expect([...functions].map(([, name]) => name)).toEqual(recordedFunctions);
    expect(header).toContain(`#define RECORDING_VERSION ${layout.version}\n`);
    expect(header).toContain(`#define CHUNK_BYTES ${layout.chunkBytes}u`);
    expect(header).toContain(`#define FRAMES_AT_MOST ${layout.framesAtMost}u`);
  });
});

describe('a recording of a C program', () => {
  const recording = parse(load);

  it('says which process it is of and that all of it is there', () => {
    expect(recording).toMatchObject({ began: 'executed', stopped: 'none', check: { kind: 'off' }, typesUnread: 0 });
    expect(recording.resolved).toEqual(new Set(recordedFunctions));
    expect(recording.unrecorded.size).toBe(0);
  });

  it('has the calls and the bytes of each stack', () => {
    const ours = recording.stacks.filter(({ kind, bytes, calls }) => kind === 'malloc' && bytes === 40 * calls);
    expect(ours.map(({ calls, end, types }) => [calls, end, types])).toEqual(Array(3).fill([7, 'end-of-stack', []]));
  });

  it('finds each address in the library that was mapped at that moment', () => {
    const paths = recording.stacks
      .filter(({ kind, calls }) => kind === 'malloc' && calls === 7)
      .map(({ returns, moment }) =>
        moduleOf(recording, returns[0] ?? 0, moment)
          ?.path.split('/')
          .at(-1),
      );
    expect(paths).toEqual(['small.so', 'large.so', 'small.so', 'large.so', 'small.so', 'large.so']);
    const stayed = recording.modules.filter(({ went }) => went === null).map(({ path }) => path.split('/').at(-1));
    expect(stayed).toEqual(expect.arrayContaining(['programs', 'libc.so.6']));
    expect(stayed).not.toContain('small.so');
  });

  it('has no address where nothing was mapped', () => {
    expect(moduleOf(recording, 4096, 1)).toBeNull();
  });
});

describe('a recording of a Swift program', () => {
  const { stacks } = parse(objects);

  it('says of every object what it is', () => {
    const nodes = stacks
      .flatMap(({ types }) => types)
      .filter(({ type }) => type.kind === 'class' && type.name === 'ObjectsAndStrings.Node');
    expect(nodes.reduce((sum, { calls }) => sum + calls, 0)).toBe(1000);
  });

  it('never says more of a stack’s calls than there are', () => {
    for (const { calls, types } of stacks) {
      expect(types.reduce((sum, typed) => sum + typed.calls, 0)).toBeLessThanOrEqual(calls);
    }
  });
});

describe('a recording that nobody’s recorder wrote', () => {
  it.each([
    ['is empty', () => Buffer.alloc(0), 'it ends within its header'],
    ['is something else', () => Buffer.alloc(500, 'x'), 'it does not begin as a recording does'],
    ['has another version', () => changed(load, (copy) => copy.writeUInt32LE(2, 8)), 'it has version 2, not 1'],
    [
      'has other chunks',
      () => changed(load, (copy) => copy.writeUInt32LE(16, 12)),
      'its header does not fit its version',
    ],
    ['has too many chunks', () => changed(load, (copy) => copy.writeUInt32LE(1e6, 16)), 'it has 1000000 chunks'],
    ['is cut off', () => load.subarray(0, layout.chunkBytes), 'it ends before its last chunk'],
    ['is cut off in a chunk', () => load.subarray(0, layout.chunkBytes + 100), 'it ends within a chunk'],
    [
      'has a chunk too full',
      () => changed(load, (copy) => copy.writeUInt32LE(70000, layout.chunkBytes)),
      'a chunk has 70000 bytes',
    ],
    ['goes in circles', () => changed(load, (copy) => copy.writeUInt32LE(0, firstRecord)), 'a record has 0 bytes'],
    [
      'has a record past its chunk',
      () => changed(load, (copy) => copy.writeUInt32LE(65536, firstRecord)),
      'a record has 65536 bytes',
    ],
    [
      'has a record of no type',
      () => changed(load, (copy) => copy.writeUInt32LE(77, firstRecord + 4)),
      '77 is no type of record',
    ],
    ['counts too much', () => changed(load, (copy) => copy.fill(0xff, 88, 96)), 'it counts 18446744073709551615'],
  ])('is refused where it %s', (_, bytes, problem) => {
    expect(() => parse(bytes())).toThrow(new DamagedRecording(problem));
  });

  it('is read or refused, whatever is in it', () => {
    const places = fc.array(fc.tuple(fc.nat(objects.length - 9), fc.bigInt(0n, 2n ** 64n - 1n)), { maxLength: 8 });
    const used = fc.array(fc.tuple(fc.nat(6000), fc.bigInt(0n, 2n ** 64n - 1n)), { maxLength: 8 });
    fc.assert(
      fc.property(places, used, (anywhere, early) => {
        const hostile = changed(objects, (copy) => {
          for (const [place, word] of anywhere) copy.writeBigUInt64LE(word, place);
          for (const [place, word] of early) copy.writeBigUInt64LE(word, layout.chunkBytes + 8 * Math.floor(place / 8));
        });
        try {
          parse(hostile);
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedRecording);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a run’s folder', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'recordings-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is read in the order of processes and of their images', () => {
    for (const name of ['200-0', '30-1', '30-0']) {
      writeFileSync(
        at(`${name}.recording`),
        changed(load, (copy) => copy.writeUInt32LE(Number(name.replace('-', '')), 24)),
      );
    }
    const { recordings, unreadable } = readRecordings(folder);
    expect(recordings.map(({ pid }) => pid)).toEqual([300, 301, 2000]);
    expect(unreadable).toEqual([]);
  });

  it('is read through no link, no FIFO and no folder, and without waiting', () => {
    writeFileSync(at('1-0.recording'), load);
    symlinkSync(at('1-0.recording'), at('2-0.recording'));
    execFileSync('mkfifo', [at('3-0.recording')]);
    mkdirSync(at('4-0.recording'));
    writeFileSync(at('core'), 'x');
    const { recordings, unreadable } = readRecordings(folder);
    expect(recordings).toHaveLength(1);
    expect(unreadable).toEqual([
      { name: '2-0.recording', problem: expect.stringContaining('ELOOP') },
      { name: '3-0.recording', problem: 'it is not a plain file' },
      { name: '4-0.recording', problem: 'it is not a plain file' },
      { name: 'core', problem: 'it has not the name of a recording' },
    ]);
  });

  it('is read up to a bound, also where the files are long and sparse', () => {
    writeFileSync(at('1-0.recording'), objects);
    truncateSync(at('1-0.recording'), 2 ** 31);
    writeFileSync(at('2-0.recording'), objects);
    writeFileSync(at('3-0.recording'), objects);
    const chunks = objects.readUInt32LE(16);
    expect(readRecordings(folder, { ...recordingsLimits, chunks: chunks + 1 })).toMatchObject({
      recordings: [{}],
      unreadable: [{ problem: `it has ${chunks} chunks` }, { problem: `it has ${chunks} chunks` }],
    });
    expect(readRecordings(folder, { ...recordingsLimits, files: 2 })).toMatchObject({
      recordings: [{}, {}],
      unreadable: [{ name: '3-0.recording', problem: 'there are more than 2 files' }],
    });
  });
});
