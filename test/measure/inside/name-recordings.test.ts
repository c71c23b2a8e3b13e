import { describe, expect, it } from 'vitest';
import { nameRecordings, noNamesYet } from '../../../src/measure/inside/name-recordings.ts';
import type { RecordedType, Recording } from '../../../src/measure/inside/recording.ts';
import type { SourceLines } from '../../../src/measure/source-lines.ts';
import { kindsOf, probedFunctions } from '../../../src/model/counted-functions.ts';
import type { SiteNaming } from '../../../src/model/recording.ts';
import type { CodeLevel } from '../../../src/stacks/line-of-stack.ts';
import { moduleAt, recordingOf, stackOf } from './recordings.ts';

const library = '/tmp/gate/recorder.so';
const modules = [moduleAt(0x10000, '/app/Server'), moduleAt(0x20000, library), moduleAt(0x30000, '/lib/libuv.so.1')];

/** Files that are not there have no symbols: each frame is named by its file. */
async function name(...recordings: readonly Recording[]) {
  const wished = { functions: ['malloc', 'calloc'], kinds: kindsOf(probedFunctions), library } as const;
  const { stacks } = await nameRecordings(recordings, wished, () => Promise.reject(new Error('no names to demangle')));
  return stacks;
}

const wished = { functions: ['malloc'], kinds: kindsOf(probedFunctions), library } as const;
const level = (symbol: string, line: number | null): CodeLevel => ({
  symbol,
  line: line === null ? null : { file: 'Server.swift', package: null, line },
});

/** The stacks where these levels, innermost first, are at an address; names are not mangled. */
async function nameWith(levels: readonly CodeLevel[], naming: SiteNaming, recording: Recording) {
  const lines: SourceLines = {
    inSpaces: async (addresses) => {
      const asked = new Set(Array.from(addresses, ({ address }) => address));
      return { levelsAt: (address) => (asked.has(address) && address === 0x10010n ? levels : []), naming };
    },
    whyNone: () => null,
  };
  const nothing = () => Promise.reject(new Error('no names to demangle'));
  return (await nameRecordings([recording], wished, nothing, noNamesYet(lines))).stacks;
}

const paths = ({ stacks }: Awaited<ReturnType<typeof name>>) =>
  stacks.map(({ frames }) => frames.map((frame) => frame.name).join(' '));

describe('the stacks of a recording', () => {
  it('are those of wanted functions, root first, each with its calls and bytes', async () => {
    const stacks = [
      stackOf({ kind: 'calloc', calls: 3, bytes: 72, returns: [0x30010, 0x10010] }),
      stackOf({ kind: 'posix_memalign_large', calls: 5, returns: [0x10010] }),
      stackOf({ kind: 'free', calls: 7 }),
      stackOf({ kind: 'realloc_existing', calls: 9 }),
    ];
    const named = await name(recordingOf(stacks, { modules }));
    expect(paths(named)).toEqual(['[Server] [libuv.so.1] calloc']);
    expect(named).toMatchObject({ callGraph: 'inside', samples: 3, lost: 0 });
    expect(named.stacks[0]).toMatchObject({ count: 3, bytes: 72, isTrusted: true });
  });

  it('say of each block what it is: an object of which class, or other memory', async () => {
    const of = (type: RecordedType, calls: number) => ({ type, calls, bytes: 16 * calls });
    const types = [of({ kind: 'class', name: 'App.Node' }, 4), of({ kind: 'box' }, 2), of({ kind: 'unknown' }, 1)];
    const named = await name(
      recordingOf([stackOf({ calls: 9, types: [...types, of({ kind: 'class', name: '' }, 1)] })]),
    );
    expect(named.stacks[0]).toMatchObject({
      count: 9,
      types: [
        { name: 'Node', count: 4, bytes: 64 },
        { name: 'C allocation', count: 3 },
        { name: 'box or closure context', count: 2, bytes: 32 },
      ],
    });
  });

  it('do not show the recorder itself, and find addresses where they were mapped at that moment', async () => {
    const gone = moduleAt(0x40000, '/lib/first.so', { came: 2, went: 4 });
    const next = moduleAt(0x40000, '/lib/second.so', { came: 5 });
    const at = (moment: number) => stackOf({ returns: [0x40010, 0x20010, 0x10010], moment });
    const named = await name(recordingOf([at(1), at(3), at(4), at(9)], { modules: [...modules, gone, next] }));
    expect(paths(named)).toEqual([
      '[unknown] malloc',
      '[Server] [first.so] malloc',
      '[unknown] malloc',
      '[Server] [second.so] malloc',
    ]);
  });

  it('have a frame for each function that was inlined, and the line of the innermost that has one', async () => {
    const nameless: CodeLevel = { symbol: null, line: null };
    const levels = [level('closure', null), nameless, level('[unknown]', 8), level('inlined', 7), level('whole', 5)];
    const recording = recordingOf([stackOf({ returns: [0x30010, 0x10010] })], { modules });
    const named = await nameWith(levels, 'inlined', recording);
    expect(named.naming).toBe('inlined');
    expect(paths(named)).toEqual(['[Server] inlined closure [libuv.so.1] malloc']);
    const [stack] = named.stacks;
    expect(stack?.frames.map(({ module }) => module)).toEqual([
      ...['Server', 'Server', 'Server', 'libuv.so.1'],
      '[unknown]',
    ]);
    expect(stack?.frames.map(({ inlined }) => inlined)).toEqual([undefined, 'always', 'always', undefined, undefined]);
    expect(stack?.types?.[0]?.line).toMatchObject({ line: 7 });
  });

  it('have the functions that were compiled alone where not each line table could be read', async () => {
    const levels = [level('inlined', null), level('whole', 5)];
    const recording = recordingOf([stackOf({ returns: [0x10010] })], { modules });
    const named = await nameWith(levels, 'functions', recording);
    expect(named).toMatchObject({ naming: 'functions', stacks: [{ types: [{ line: { line: 5 } }] }] });
    expect(paths(named)).toEqual(['[Server] malloc']);
  });

  it('have nothing that was inlined of who awaits, of which only the function is known', async () => {
    const awaited = stackOf({ returns: [0x30010], awaits: [0x1000f], end: 'end-of-task' });
    const named = await nameWith(
      [level('inlined', 3), level('whole', 5)],
      'inlined',
      recordingOf([awaited], { modules }),
    );
    expect(paths(named)).toEqual(['[Server] [libuv.so.1] malloc']);
    expect(named.stacks[0]?.types?.[0]?.line).toBe(null);
  });

  it('begin with who awaits', async () => {
    const named = await name(
      recordingOf([stackOf({ returns: [0x30010], awaits: [0x10000, 0x10100], end: 'end-of-task' })], { modules }),
    );
    expect(paths(named)).toEqual(['[Server] [libuv.so.1] malloc']);
    expect(named.stacks[0]?.isTrusted).toBe(true);
  });

  it.each(['too-deep', 'no-unwind-information', 'unreadable', 'await-cut', 'not-walked'] as const)(
    'are marked and not trusted where they are cut: %s',
    async (end) => {
      const named = await name(recordingOf([stackOf({ returns: [0x10010], end })], { modules }));
      expect(paths(named)).toEqual(['[unknown] [Server] malloc']);
      expect(named.stacks[0]?.isTrusted).toBe(false);
    },
  );

  it('are lost where calls have no record of their own', async () => {
    const unrecorded = new Map([
      ['malloc', { calls: 5, bytes: 80 }],
      ['free', { calls: 50, bytes: 0 }],
    ] as const);
    expect(await name(recordingOf([], { unrecorded }))).toMatchObject({ samples: 0, lost: 5 });
  });
});
