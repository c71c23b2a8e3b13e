import type { RecordedModule, RecordedStack, Recording } from '../../../src/measure/inside/recording.ts';

/** What a process has left that recorded these stacks to its end. */
export function recordingOf(stacks: readonly RecordedStack[], given: Partial<Recording> = {}): Recording {
  return {
    ...{ pid: 12, parent: 1, began: 'executed', stopped: 'none', resolved: new Set(), check: { kind: 'off' } },
    ...{ unwoundInFull: 0, typesUnread: 0, unrecorded: new Map(), unfinished: 0, modules: [], leftOut: [] },
    stacks,
    ...given,
  };
}

export function stackOf(given: Partial<RecordedStack> = {}): RecordedStack {
  return {
    ...{ kind: 'malloc', calls: 1, bytes: 16, returns: [], awaits: [], end: 'end-of-stack', moment: 1, types: [] },
    ...given,
  };
}

export function moduleAt(start: number, path: string, given: Partial<RecordedModule> = {}): RecordedModule {
  return {
    ...{ start, end: start + 0x1000, bias: start, offset: 0, path, buildId: null, came: 1, went: null },
    ...given,
  };
}
