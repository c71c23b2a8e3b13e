import { describe, expect, it } from 'vitest';
import { disagreeingProcess, disagreement, sayUncounted } from '../../../src/measure/inside/proof.ts';
import { countedKind, recordedCalls } from '../../../src/measure/inside/recorded-calls.ts';
import type { Recording } from '../../../src/measure/inside/recording.ts';
import { type RecordedKind, recordedKinds } from '../../../src/measure/inside/recording-layout.ts';
import { type CallKind, callKinds, kindsOf, probedFunctions } from '../../../src/model/counted-functions.ts';
import { recordingOf, stackOf } from './recordings.ts';

const everyKind = kindsOf(probedFunctions);

/** What the probes counted: of every kind, 0 where nothing is said. */
const probed = (counts: Partial<Record<CallKind, number>>) =>
  new Map(everyKind.map((kind) => [kind, counts[kind] ?? 0]));

const calls = (counts: Partial<Record<RecordedKind, number>>, given: Partial<Recording> = {}) =>
  recordingOf(
    recordedKinds.flatMap((kind) => (counts[kind] === undefined ? [] : [stackOf({ kind, calls: counts[kind] })])),
    given,
  );

const judge = (counts: Partial<Record<CallKind, number>>, ...recordings: readonly Recording[]) =>
  disagreement('./server', probed(counts), { recordings, unreadable: [] })?.because ?? null;

describe('what is recorded', () => {
  it('has every kind that probes count', () => {
    expect(recordedKinds).toEqual(expect.arrayContaining(callKinds.map(({ kind }) => kind)));
  });

  it('is counted as the function that libc makes of it', () => {
    expect(countedKind('reallocarray_null', everyKind)).toBe('realloc_null');
    expect(countedKind('free', everyKind)).toBeNull();
    expect(countedKind('realloc_freeing', everyKind)).toBeNull();
    const before238 = everyKind.filter((kind) => !kind.startsWith('memalign'));
    expect(countedKind('memalign_large', before238)).toBe('aligned_alloc_large');
  });

  it('is the sum over processes, with calls that have no stack', () => {
    const unrecorded = new Map([['malloc', { calls: 5, bytes: 80 }] as const]);
    const sums = recordedCalls([calls({ malloc: 1, calloc: 2 }), calls({ malloc: 3 }, { unrecorded })], everyKind);
    expect([sums.get('malloc'), sums.get('calloc'), sums.get('realloc_existing')]).toEqual([9, 2, 0]);
  });
});

describe('recorder and probes', () => {
  it('agree where every kind has as many calls in both, in all processes together', () => {
    const recordings = [calls({ malloc: 7, free: 3 }), calls({ malloc: 3, reallocarray_existing: 2 })];
    expect(judge({ malloc: 10, realloc_existing: 2 }, ...recordings)).toBeNull();
  });

  it('do not agree by a single call, and the sentence names function, program and number', () => {
    expect(judge({ malloc: 10, calloc: 1 }, calls({ malloc: 9, calloc: 1 }))).toBe(
      'of 10 calls of malloc that the probes counted in ./server and its children, the recorder saw 9, 1 fewer',
    );
    expect(judge({ calloc: 1 }, calls({ calloc: 4 }))).toMatch(/^of 1 calls of calloc .* saw 4, 3 more$/);
  });

  it('do not agree where one kind has too many calls and another too few', () => {
    expect(judge({ malloc: 10 }, calls({ malloc: 9, calloc: 1 }))).not.toBeNull();
  });

  it('may differ by one call for each thread that the end of its program cut off', () => {
    const recording = calls({ malloc: 12 }, { unfinished: 2 });
    expect(judge({ malloc: 10 }, recording)).toBeNull();
    expect(judge({ malloc: 9 }, recording)).not.toBeNull();
    // Threads are cut off between recorder and allocator: a call that is missing was made where the recorder is not.
    expect(judge({ malloc: 13 }, recording)).not.toBeNull();
    expect(judge({ malloc: 11, calloc: 1 }, recording)).not.toBeNull();
  });

  it('do not agree where a program was executed that cannot be recorded, and this is said', () => {
    const leftOut = [{ path: '/usr/bin/sudo', reason: 'privileged' }] as const;
    expect(judge({ malloc: 10 }, calls({ malloc: 4 }, { leftOut }))).toMatch(
      / saw 4, 6 fewer; it executes \/usr\/bin\/sudo, which has privileges of its own$/,
    );
  });

  it('do not agree where nothing was left, or what cannot be read', () => {
    expect(judge({ malloc: 10 })).toMatch(/^the recorder was not loaded into .\/server, as .* file capabilities\)$/);
    const unreadable = [{ name: '12-0.recording', problem: 'it counts 9007199254740993' }];
    const recordings = [calls({ malloc: 10 })];
    expect(disagreement('./server', probed({ malloc: 10 }), { recordings, unreadable })).toEqual({
      because: 'what the recorder left in ./server cannot be read (12-0.recording: it counts 9007199254740993)',
      kind: null,
    });
  });

  it('name the kind of call that differs most', () => {
    const recordings = [calls({ malloc: 9, calloc: 4 })];
    expect(disagreement('./server', probed({ malloc: 10 }), { recordings, unreadable: [] })?.kind).toBe('calloc');
  });

  it('say what neither of them sees', () => {
    const leftOut = (...paths: readonly string[]) => paths.map((path) => ({ path, reason: 'static' }) as const);
    expect(sayUncounted('./load.sh', [calls({ malloc: 1 })])).toBeNull();
    expect(sayUncounted('./load.sh', [calls({}, { leftOut: leftOut('/bin/k6', '/bin/k6') })])).toBe(
      './load.sh executes /bin/k6, which is statically linked: what that allocates is not counted.',
    );
    expect(sayUncounted('./load.sh', [calls({}, { leftOut: leftOut('/bin/k6', '/bin/tool') })])).toMatch(
      /^\S+ executes \/bin\/k6, which is statically linked, and 1 more such programs: /,
    );
  });
});

describe('the process in which they differ', () => {
  const processes = [
    { pid: 12, name: 'server', hits: 10 },
    { pid: 13, name: 'helper', hits: 7 },
  ];

  it('is the one with the largest difference, with both numbers', () => {
    const recordings = [calls({ malloc: 4 }), calls({ malloc: 5 }), calls({ malloc: 5 }, { pid: 13 })];
    expect(disagreeingProcess('malloc', [], processes, recordings)).toBe('5 of 7 in process 13 (helper)');
    expect(disagreeingProcess('malloc', [], processes, [calls({ malloc: 10 })])).toBe('0 of 7 in process 13 (helper)');
  });

  it('is none where all agree, relayed calls left out', () => {
    const recordings = [calls({ malloc: 6, posix_memalign_small: 4 }), calls({ malloc: 7 }, { pid: 13 })];
    expect(disagreeingProcess('malloc', ['posix_memalign_small'], processes, recordings)).toBeNull();
  });
});
