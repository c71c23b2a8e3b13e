import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { type Ended, reportOf } from '../command-line.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

/**
 * What a gate may take of memory, in KiB, while its children print four times as much: 235,000 are its own where they
 * print nothing, 50,000 are chunks that the collector has not come to yet.
 */
const enough = 400_000;

const lines = 'yes "0123456789 0123456789 0123456789 0123456789" | head -c';

/** Output that nobody needs: counted all the same, and not kept. */
describe('output of any size and shape', () => {
  let sandbox: Sandbox;
  let ended: Ended;
  let report: Report;

  beforeAll(async () => {
    sandbox = createSandbox(testProgram('Library'));
    // A Swift that prints as much before it builds, in lines and then in one.
    const swift = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'swift'));
    const real = swift.find((path) => existsSync(path));
    sandbox.write(
      'bin/swift',
      `#!/bin/sh\ncase "$*" in *show-bin-path) ;; build*) ${lines} 700000000; head -c 100000000 /dev/zero ;; esac\nexec ${real} "$@"\n`,
    );
    sandbox.write('lines.sh', `#!/bin/sh\n${lines} 700000000\n`);
    for (const name of ['bin/swift', 'lines.sh']) sandbox.makeExecutable(name);
    sandbox.write(
      '.github/allocations.yml',
      `defaults: { runs: 1 }
benchmarks:
  nothing: { command: [/usr/bin/head, -c, "0", /dev/zero] }
  lines: { command: [./lines.sh] }
  one-line: { command: [/usr/bin/head, -c, "100000000", /dev/zero] }
  no-text: { command: [/usr/bin/head, -c, "1000000", /dev/urandom] }
  many-lines-at-once: { command: [/bin/sh, -c, "${lines.replaceAll('"', "'")} 100000000 >&2; exit 3"] }
`,
    );
    sandbox.write(
      'peak.mjs',
      `import { writeFileSync } from 'node:fs';
process.on('exit', () => writeFileSync(${JSON.stringify(`${sandbox.folder}/peak`)}, String(process.resourceUsage().maxRSS)));
`,
    );
    const environment = {
      PATH: `${sandbox.folder}/bin${delimiter}${process.env.PATH}`,
      NODE_OPTIONS: `--import=${sandbox.folder}/peak.mjs`,
    };
    ended = await sandbox.run(['gate', '--flame-graph', 'false', '--json'], { environment });
    report = reportOf(ended);
  });
  afterAll(() => sandbox.remove());

  it('is counted as no output is, but for what printing allocates', () => {
    const nothing = measuredIn(report, 'nothing').counts.malloc;
    for (const name of ['one-line', 'no-text']) {
      expect(measuredIn(report, name).counts.malloc - nothing, name).toBeLessThan(10);
    }
    expect(measuredIn(report, 'lines').counts.malloc).toBeGreaterThan(0);
  });

  it('is shown in its last lines where the program fails', () => {
    const [failed] = report.benchmarks.filter(({ verdict }) => verdict === 'failed');
    expect(failed).toMatchObject({
      name: 'many-lines-at-once',
      failure: {
        message: expect.stringContaining('exit status 3'),
        lastLines: expect.arrayContaining([expect.stringMatching(/^0123456789 0123/)]),
      },
    });
  });

  it('does not stay in memory, of the program or of the build', () => {
    const peak = Number(readFileSync(`${sandbox.folder}/peak`, 'utf8'));
    expect(peak).toBeGreaterThan(10_000);
    expect(peak).toBeLessThan(enough);
  });
});
