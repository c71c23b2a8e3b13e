import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportSchema } from '../../../src/model/report.ts';
import { compileWith } from '../compile-with.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

const configuration = `benchmarks:
  turn: { product: Places, iterations: { variable: TURNS, from: 1, to: 11 } }
`;

/** Where each condition adds its allocation; resumed async functions have no callers on the stack. */
const places = [
  {
    condition: 'CLOSURE',
    where: 'a closure',
    site: { name: 'closure #1 in makeHandlers()', module: 'Places', callers: ['inClosure()', 'turn(_:)'] },
  },
  {
    condition: 'GENERIC',
    where: 'a generic function that the optimiser specialises',
    site: { name: 'specialized inGeneric<A>(_:)', module: 'Places', callers: ['turn(_:)'] },
  },
  {
    condition: 'ASYNC',
    where: 'an async function',
    site: { name: 'inAsync()', module: 'Places', callers: [] },
  },
  {
    condition: 'DEPENDENCY',
    where: 'a dependency',
    site: { name: 'inDependency()', module: 'Shelf', callers: ['turn(_:)'] },
  },
  {
    condition: 'DEINIT',
    where: 'a deinit',
    site: { name: 'Holder.__deallocating_deinit', module: 'Places', callers: ['inDeinit()', 'turn(_:)'] },
  },
] as const;

describe('an allocation that was added', () => {
  let sandbox: Sandbox;
  const quickly = ['--runs', '3'];

  beforeAll(async () => {
    sandbox = createSandbox(testProgram('Places'));
    sandbox.write('.github/allocations.yml', configuration);
    await sandbox.run(['measure', ...quickly]);
    const accepted = await sandbox.run(['accept', '--report', '.build/allocations/report.json']);
    expect(accepted).toMatchObject({ exitCode: 0, stderr: '' });
  });
  afterAll(() => sandbox.remove());

  it.each(places)('in $where is the first site, with its callers, and the sites add up', async (place) => {
    compileWith(sandbox, place.condition, ['Package.swift', 'Shelf/Package.swift']);
    const { exitCode, stdout } = await sandbox.run(['gate', ...quickly]);
    expect(exitCode).toBe(1);
    const report = reportSchema.parse(JSON.parse(sandbox.read('.build/allocations/report.json')));
    const turn = measuredIn(report, 'turn');
    expect(turn.delta).toMatchObject({ malloc: 1, total: 1 });
    const [first] = turn.sites;
    expect(first).toMatchObject({ name: place.site.name, module: place.site.module, baselineCount: 0, delta: 1 });
    // Whether main or a part of it is above them all is the compiler's choice.
    expect(first?.callers.slice(0, place.site.callers.length)).toEqual(place.site.callers.map(orSpecialized));
    expect(sumOfDeltas(turn.sites)).toBeCloseTo(1, 9);
    expect(sumOfDeltas(turn.attribution)).toBeCloseTo(1, 9);
    const isShelf = place.site.module === 'Shelf';
    const ofModule = turn.sites.filter(({ module }) => module === place.site.module);
    expect(turn.attribution[0]?.origin).toEqual(isShelf ? { kind: 'dependency', module: 'Shelf' } : { kind: 'own' });
    expect(turn.attribution[0]?.delta).toBeCloseTo(sumOfDeltas(ofModule), 9);

    const [, shown = ''] = /Call sites that grew in turn, allocations per iteration:\n(.*)/.exec(stdout) ?? [];
    expect(shown).toMatch(/^ +\+1 {2}/);
    expect(shown).toContain(`${place.site.name} (${place.site.module}, `);
    for (const caller of place.site.callers) expect(stdout).toMatch(new RegExp(`from .*${escaped(caller)}`));
    expect(stdout).toMatch(
      new RegExp(` {2}(All \\+1|Of \\+1: \\+[\\d.]+) in ${isShelf ? 'dependency Shelf' : 'own code'}[ ,.]`),
    );
  });
});

const orSpecialized = (name: string): unknown => expect.stringMatching(new RegExp(`^(specialized )?${escaped(name)}$`));
const escaped = (text: string) => text.replaceAll(/[()]/g, '\\$&');

function sumOfDeltas(rows: readonly { readonly delta: number }[]): number {
  return rows.reduce((sum, { delta }) => sum + delta, 0);
}
