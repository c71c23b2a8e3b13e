import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportSchema } from '../../../src/model/report.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

/**
 * Stands in for a `swift` that builds with Swift Build, as 6.3 does when asked and 6.4 by itself: products lie in a folder
 * of their own, and top-level code is `main` (facts 37). All else is the real swift, the next one on PATH.
 */
const standIn = `#!/bin/sh
PATH=\${PATH#*:}
products=$PWD/.build/out/Products/Release-linux
case " $* " in
  *" --show-bin-path "*) echo "$products" ;;
  *" build "*)
    swift "$@" && mkdir -p "$products" || exit 1
    objcopy --redefine-sym KnownCalls_main=main .build/release/KnownCalls "$products/KnownCalls"
    rm .build/release/KnownCalls
    ;;
  *) exec swift "$@" ;;
esac
`;

describe('a package that is built by Swift Build after its baseline was not', () => {
  let sandbox: Sandbox;
  const gate = ['gate', '--runs', '1'];

  beforeAll(async () => {
    sandbox = createSandbox(testProgram('KnownCalls'));
    const turn = '  makeArrays(turn)\n';
    sandbox.replace('Sources/KnownCalls/main.swift', turn, `${turn}  array = [Int](repeating: turn, count: 100)\n`);
    sandbox.write('.github/allocations.yml', 'benchmarks:\n  turns: { product: KnownCalls }\n');
    sandbox.write('bin/swift', standIn);
    sandbox.makeExecutable('bin/swift');
    await sandbox.run(gate);
    const accepted = await sandbox.run(['accept', '--report', '.build/allocations/report.json']);
    expect(accepted).toMatchObject({ exitCode: 0, stderr: '' });
  });
  afterAll(() => sandbox.remove());

  it('is measured where its products are, and its top-level code is the site that it was', async () => {
    const environment = { PATH: `${sandbox.folder}/bin:${process.env.PATH}` };
    const { exitCode, stderr } = await sandbox.run(gate, { environment });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const report = reportSchema.parse(JSON.parse(sandbox.read('.build/allocations/report.json')));
    const { sites } = measuredIn(report, 'turns');
    const main = sites.find(({ name }) => name === 'main');
    expect(main?.baselineCount).toBeGreaterThanOrEqual(10);
    expect(sites.filter(({ delta }) => delta !== 0)).toEqual([]);
  });
});
