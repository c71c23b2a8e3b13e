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
    site: { name: 'inGeneric<A>(_:)', module: 'Places', callers: ['turn(_:)'] },
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
    site: { name: 'Holder.deinit', module: 'Places', callers: ['inDeinit()', 'turn(_:)'] },
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

  const lineOf = (file: string, wanted: string) => lineIn(sandbox.read(file), wanted);

  it('has its type and its line, whatever the compiler made of the place', async () => {
    compileWith(sandbox, 'MORE', ['Package.swift', 'Shelf/Package.swift']);
    expect(await sandbox.run(['gate', ...quickly])).toMatchObject({ exitCode: 1 });
    const report = reportSchema.parse(JSON.parse(sandbox.read('.build/allocations/report.json')));
    const grown = measuredIn(report, 'turn').sites.filter(({ delta }) => delta > 0);
    const found = grown.flatMap(({ name, lines = [] }) =>
      lines.map(({ file, line, type }) => `${type} ${file}:${line} ${name}`),
    );
    const file = 'Sources/Places/More.swift';
    const at = (type: string, comment: string, name: string) =>
      `${type} ${file}:${lineOf(file, `// ${comment}`)} ${name}`;
    expect(found.toSorted()).toEqual(
      [
        at('Book', 'an inlined function', 'inlined()'),
        at('Book', 'a default argument', 'default argument 0 of takesDefault(_:)'),
        at('Book', 'a getter', 'Reader.book.getter'),
        at('Book', 'a lazy variable', 'Library.book.getter'),
        at('Book', 'an actor’s method', 'Desk.lend()'),
        at('Library', 'an object', 'inMore(_:)'),
        at('ObservationRegistrar.Extent', 'a macro’s expansion', 'Watched.init()'),
        at('Watched', 'an object with a macro', 'inMore(_:)'),
        at('_ManagedCriticalState.LockedBuffer<ObservationRegistrar.State>', 'a macro’s expansion', 'Watched.init()'),
        at('String storage', 'string interpolation', 'inMore(_:)'),
      ].toSorted(),
    );
    for (const { allocates = [], count } of grown) {
      expect(allocates.reduce((sum, type) => sum + type.count, 0)).toBeCloseTo(count, 9);
    }

    // The same code where the compiler may not inline what it had to: the same sites, by the same callers.
    const inlined = '@inline(__always)\nfunc inlined';
    sandbox.replace(file, inlined, '@inline(never)\nfunc inlined');
    expect(await sandbox.run(['gate', ...quickly])).toMatchObject({ exitCode: 1 });
    const called = reportSchema.parse(JSON.parse(sandbox.read('.build/allocations/report.json')));
    const withoutLines = ({ name, module, callers, count, delta }: (typeof grown)[number]) =>
      JSON.stringify({ name, module, callers, count, delta });
    const grownIn = (one: typeof report) => measuredIn(one, 'turn').sites.filter(({ delta }) => delta >= 1);
    expect(grownIn(called).map(withoutLines).toSorted()).toEqual(grownIn(report).map(withoutLines).toSorted());
    sandbox.replace(file, '@inline(never)\nfunc inlined', inlined);
  });

  it.each(places)('in $where is the first site, with its callers, and the sites add up', async (place) => {
    compileWith(sandbox, place.condition, ['Package.swift', 'Shelf/Package.swift']);
    const { exitCode, stdout } = await sandbox.run(['gate', ...quickly]);
    expect(exitCode).toBe(1);
    const report = reportSchema.parse(JSON.parse(sandbox.read('.build/allocations/report.json')));
    const turn = measuredIn(report, 'turn');
    expect(turn.delta).toMatchObject({ malloc: 1, total: 1 });
    const [first] = turn.sites;
    expect(first).toMatchObject({ name: place.site.name, module: place.site.module, baselineCount: 0, delta: 1 });
    const file = place.site.module === 'Shelf' ? 'Shelf/Sources/Shelf/Shelf.swift' : 'Sources/Places/Places.swift';
    const line = lineOf(file, `#if ${place.condition}`) + 1;
    const type = place.condition === 'GENERIC' ? 'Box<Int>' : 'Book';
    expect(first).toMatchObject({ file, line, allocates: [{ name: type, count: 1, baselineCount: 0 }] });
    expect(stdout).toContain(`${type}\n             at ${file}:${line}\n                keep(`);
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

/** The line (from 1) of a file of the sandbox that holds a text. */
function lineIn(text: string, wanted: string): number {
  const index = text.split('\n').findIndex((line) => line.includes(wanted));
  if (index < 0) throw new Error(`No line has ${wanted}`);
  return index + 1;
}

const orSpecialized = (name: string): unknown => expect.stringMatching(new RegExp(`^(specialized )?${escaped(name)}$`));
const escaped = (text: string) => text.replaceAll(/[()]/g, '\\$&');

function sumOfDeltas(rows: readonly { readonly delta: number }[]): number {
  return rows.reduce((sum, { delta }) => sum + delta, 0);
}
