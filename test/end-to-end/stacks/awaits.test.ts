import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameRecordings, noNamesYet } from '../../../src/measure/inside/name-recordings.ts';
import { kindsOf } from '../../../src/model/counted-functions.ts';
import type { MeasuredBenchmark } from '../../../src/model/report.ts';
import type { Site } from '../../../src/model/site.ts';
import { sitesOf } from '../../../src/stacks/sites.ts';
import type { RunWithInput } from '../../../src/swift/demangle.ts';
import { reportOf } from '../command-line.ts';
import { prepareRecorder } from '../recorder/record.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox } from '../sandbox.ts';

describe('the async example', () => {
  let sandbox: Sandbox;
  let measured: MeasuredBenchmark;

  beforeAll(async () => {
    sandbox = createSandbox(examplePackage('message-relay'));
    measured = measuredIn(reportOf(await sandbox.run(['measure', '--json', '--runs', '1'])), 'batch');
  });
  afterAll(() => sandbox.remove());

  it('is recorded from inside, whole', () => {
    expect(measured.stacks).toMatchObject({ callGraph: 'inside', recorder: { name: 'inside' }, lost: 0 });
    expect(measured.stacks?.untrusted).toBeLessThan(0.01);
  });

  it('has sites with who calls and who awaits them, from child task to parent, and not the runtime that resumes them', () => {
    const deliver = measured.sites.find(({ name }) => name === 'Relay.deliver(_:)');
    const [child, ...parent] = deliver?.callers ?? [];
    expect(child).toBe('await in closure #1 in closure #2 in Relay.relay(batch:)');
    // The compiler may have inlined all of it into the main function.
    expect([
      ['await in async_Main'],
      ['await in closure #2 in Relay.relay(batch:)', 'await in Relay.relay(batch:)'],
    ]).toContainEqual(parent);
  });

  it('has the same count at every site in 100 recorded runs, but for the runtime’s own memory and one array', async () => {
    const recorder = await prepareRecorder();
    const counts: ReadonlyMap<string, number>[] = [];
    const known = noNamesYet();
    for (let run = 0; run < 100; run += 1) {
      const { status, recordings } = recorder.record([join(sandbox.folder, '.build/release/MessageRelay')]);
      expect({ status, recordings: recordings.length }).toEqual({ status: 0, recordings: 1 });
      const wished = { functions, kinds: kindsOf(functions), library: recorder.library };
      const { stacks } = await nameRecordings(recordings, wished, demangler, known);
      counts.push(new Map(sitesOf(stacks.stacks).map((site) => [`${site.name} in ${site.module}`, itsOwn(site)])));
    }
    recorder.remove();
    const names = new Set(counts.flatMap((one) => [...one.keys()]));
    const countsOf = (name: string) => new Set(counts.map((one) => one.get(name) ?? 0));
    const steady = [...names].filter((name) => countsOf(name).size === 1);
    expect([...names].filter((name) => !steady.includes(name) && !(name in varying))).toEqual([]);
    expect(steady.filter((name) => /(?:MessageRelay|Foundation\w*(?:\.so)?)$/.test(name)).length).toBeGreaterThan(10);
  });
});

const functions = ['malloc', 'calloc', 'posix_memalign', 'realloc'] as const;

const demangler: RunWithInput = async (file, args, input) => execFileSync(file, args, { input, encoding: 'utf8' });

/** What a site allocates beside what the concurrency runtime and libdispatch keep for themselves: that follows from time. */
function itsOwn({ allocates = [] }: Site): number {
  const own = allocates.filter(({ name }) => name !== 'memory of the Swift runtime' && name !== 'task');
  return own.reduce((sum, { count }) => sum + count, 0);
}

/** Sites whose count differs from run to run all the same, and why. */
const varying: Readonly<Record<string, string>> = {
  '[libFoundationEssentials.so] in libFoundationEssentials.so':
    'JSONDecoder’s arrays: whether one grows once more depends on the heap (facts 43), and on threads that differs',
};
