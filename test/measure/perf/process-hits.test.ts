import { describe, expect, it } from 'vitest';
import { countByProcess, parseProcessHits } from '../../../src/measure/perf/process-hits.ts';
import { scriptedPerf, starter, workloadOf } from './scripted-perf.ts';

/** perf 6.12 on a shell that starts `ls`, and a subshell that starts another, and then becomes `cat`. */
const dump = `
. ... raw event: size 56 bytes
0 0 0x2e0 [0x40]: PERF_RECORD_COMM: perf-exec:5501/5501
0 667518037413 0x328 [0x38]: PERF_RECORD_COMM exec: sh:5501/5501
0 667518826573 0x570 [0x40]: PERF_RECORD_FORK(5511:5511):(5501:5501)
1 667521468535 0xa88 [0x38]: PERF_RECORD_COMM exec: ls: it is:5511/5511
1 667522494061 0xf30 [0x58]: PERF_RECORD_READ: 5511 5511 gate_1:malloc 35
1 667522496741 0x608 [0x58]: PERF_RECORD_READ: 5511 5511 gate_1:malloc 1
0 667522881442 0x660 [0x40]: PERF_RECORD_FORK(5513:5513):(5501:5501)
0 667522881542 0x660 [0x40]: PERF_RECORD_FORK(5513:5514):(5513:5513)
0 667522881642 0x660 [0x40]: PERF_RECORD_COMM: worker:5513/5514
1 667526821094 0x1560 [0x58]: PERF_RECORD_READ: 5513 5514 gate_1:malloc 2
1 667526822538 0x7a8 [0x58]: PERF_RECORD_READ: 5513 5513 gate_1:malloc 3
0 667527066814 0x800 [0x38]: PERF_RECORD_COMM exec: cat:5501/5501
1 667528816822 0x1628 [0x58]: PERF_RECORD_READ: 5501 5501 gate_1:malloc 4
`;

describe('the hits of each process', () => {
  it('are those of its threads on all CPUs, under the name of what it executed last', () => {
    expect(parseProcessHits(dump)).toEqual([
      { pid: 5511, name: 'ls: it is', hits: 36 },
      { pid: 5513, name: 'sh', hits: 5 },
      { pid: 5501, name: 'cat', hits: 4 },
    ]);
  });

  it('are counted by one event that takes no samples', async () => {
    const run = scriptedPerf((command) => (command.includes(' report ') ? { stdout: dump } : {}));
    const event = { event: 'gate_1:realloc', filter: 'ptr == 0' };
    const hits = await countByProcess(run, starter, event, workloadOf('./server'), '/tmp/gate/processes.data');
    expect(hits).toHaveLength(3);
    expect(run.commands[0]).toMatch(
      / record .*--no-samples --stat .*-e gate_1:realloc --filter 'ptr == 0' -e gate_1:realloc\/no-inherit\/ -- /,
    );
  });

  it('are not known where the program fails or perf does not start it', async () => {
    for (const answer of [{ end: 'exited:1' }, { end: null, exitCode: 129 }]) {
      const run = scriptedPerf(() => answer);
      const event = { event: 'gate_1:malloc', filter: null };
      expect(await countByProcess(run, starter, event, workloadOf('./server'), '/tmp/gate/data')).toEqual([]);
    }
  });
});
