import { chmodSync, copyFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { compileC } from '../c-program.ts';
import { reportOf } from '../command-line.ts';
import { failedIn, measuredIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

const source = '#include <stdlib.h>\nint main(void) { for (int i = 0; i < 5000; i++) free(malloc(16)); }\n';

/** The kernel ends counting where memory is not to be read by the program's user. */
describe('a program that an ordinary user executes', () => {
  let sandbox: Sandbox;
  let report: Report;

  beforeAll(async () => {
    sandbox = createSandbox(testProgram('Library'));
    chmodSync(`${sandbox.folder}/..`, 0o755);
    sandbox.write('program.c', source);
    sandbox.write('start.sh', '#!/bin/sh\nexec "$@"\n');
    sandbox.makeExecutable('start.sh');
    const modes = { readable: 0o755, unreadable: 0o111, 'set-user-id': 0o4755 };
    compileC(`${sandbox.folder}/program.c`, `${sandbox.folder}/program`, ['-O0', '-fno-builtin']);
    for (const [name, mode] of Object.entries(modes)) {
      copyFileSync(`${sandbox.folder}/program`, `${sandbox.folder}/${name}`);
      chmodSync(`${sandbox.folder}/${name}`, mode);
    }
    const asNobody = '/usr/bin/setpriv, --reuid=4321, --regid=4321, --clear-groups';
    const benchmark = (name: string) => `  ${name}: { command: [${asNobody}, ./start.sh, ./${name}] }\n`;
    sandbox.write(
      '.github/allocations.yml',
      `defaults: { runs: 1 }\nbenchmarks:\n${Object.keys(modes).map(benchmark).join('')}`,
    );
    report = reportOf(await sandbox.run(['gate', '--flame-graph', 'false', '--json']));
  });
  afterAll(() => sandbox.remove());

  it('is counted where the user may read it', () => {
    const { measurement } = measuredIn(report, 'readable');
    expect(measurement.unit === 'run' && measurement.counts.malloc).toBeGreaterThan(5000);
  });

  it.each(['unreadable', 'set-user-id'])('is refused where it could not be counted to its end: %s', (name) => {
    const { message, remedy } = failedIn(report, name).failure;
    expect(message).toMatch(/^One process of \S+setpriv could not be counted to the end: the kernel took the probes/);
    expect(remedy).toContain('chmod +r');
  });
});
