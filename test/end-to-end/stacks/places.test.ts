import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { typesFirst } from '../../../src/flame-graph/browser/by-type.ts';
import { callFrames } from '../../../src/flame-graph/browser/frame-trees.ts';
import { decodePayload, type TreeData } from '../../../src/flame-graph/browser/tree-data.ts';
import { type Report, reportSchema } from '../../../src/model/report.ts';
import { annotationsOf } from '../../../src/report/annotations.ts';
import { renderComment } from '../../../src/report/comment-and-summary.ts';
import { sectionId } from '../../../src/report/flame-graph-anchor.ts';
import { noLinks } from '../../../src/report/links.ts';
import { overviewOfOne } from '../../../src/report/overview.ts';
import { compileWith } from '../compile-with.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

const iterations = 'product: Places, iterations: { variable: TURNS, from: 1, to: 11 }';
const groups = ['functions', 'properties', 'macros'] as const;
const onlyTurn = `benchmarks:\n  turn: { ${iterations} }\n`;
const all = `${onlyTurn}${groups.map((group) => `  ${group}: { ${iterations}, environment: { PLACES: ${group} } }\n`).join('')}`;

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

const more = 'Sources/Places/More.swift';
const observed = [
  'ObservationRegistrar.Extent',
  '_ManagedCriticalState.LockedBuffer<ObservationRegistrar.State>',
] as const;

/** What one condition adds in each group: a block of each type, or how many, what the line says, and the function. */
const additions = [
  { group: 'functions', types: ['Book'], comment: 'an inlined function', name: 'inlined()' },
  {
    group: 'functions',
    types: ['Book'],
    comment: 'a default argument',
    name: 'default argument 0 of takesDefault(_:)',
  },
  { group: 'functions', types: ['Book'], comment: 'an actor’s method', name: 'Desk.lend()' },
  { group: 'properties', types: ['Book'], comment: 'a getter', name: 'Reader.book.getter' },
  { group: 'properties', types: ['Book'], comment: 'a lazy variable', name: 'Library.book.getter' },
  { group: 'properties', types: ['String storage'], blocks: 2, comment: 'string interpolation', name: 'inMore(_:)' },
  { group: 'macros', types: observed, comment: 'a macro’s expansion', name: 'Watched.init()' },
] as const;

describe('an allocation that was added', () => {
  let sandbox: Sandbox;
  const quickly = ['--runs', '3'];

  beforeAll(async () => {
    sandbox = createSandbox(testProgram('Places'));
    sandbox.write('.github/allocations.yml', all);
    await sandbox.run(['measure', ...quickly]);
    const accepted = await sandbox.run(['accept', '--report', '.build/allocations/report.json']);
    expect(accepted).toMatchObject({ exitCode: 0, stderr: '' });
  });
  afterAll(() => sandbox.remove());

  const lineOf = (file: string, wanted: string) => lineIn(sandbox.read(file), wanted);
  const textOf = (file: string, line: number) => sandbox.read(file).split('\n')[line - 1]?.trim() ?? '';
  const readReport = () => reportSchema.parse(JSON.parse(sandbox.read('.build/allocations/report.json')));
  const graphOf = (group: string): Promise<TreeData> => {
    const [, section = ''] = sandbox
      .read('.build/allocations/flamegraph.html')
      .split(`<section id="${sectionId(group)}"`);
    return decodePayload(/octet-stream">([^<]*)</.exec(section)?.[1] ?? '');
  };
  const grownIn = (report: Report, group: string) => measuredIn(report, group).sites.filter(({ delta }) => delta >= 1);

  it('has its type and its line, whatever the compiler made of the place', async () => {
    sandbox.write('.github/allocations.yml', all);
    compileWith(sandbox, 'MORE', ['Package.swift', 'Shelf/Package.swift']);
    const { exitCode, stdout } = await sandbox.run(['gate', ...quickly]);
    expect(exitCode).toBe(1);
    const report = readReport();
    expect(measuredIn(report, 'turn').delta).toMatchObject({ total: 0 });
    for (const group of groups) {
      const grown = grownIn(report, group);
      const found = grown.flatMap(({ name, file, line, allocates = [] }) =>
        allocates
          .filter(({ baselineCount }) => baselineCount === 0)
          .map((type) => `${type.name} ${file}:${line} ${name}`),
      );
      const expected = additions
        .filter((addition) => addition.group === group)
        .flatMap(({ types, comment, name }) =>
          types.map((type) => `${type} ${more}:${lineOf(more, `// ${comment}`)} ${name}`),
        );
      expect(found.toSorted()).toEqual(expected.toSorted());
      for (const { allocates = [], count } of grown) {
        expect(allocates.reduce((sum, type) => sum + type.count, 0)).toBeCloseTo(count, 9);
      }
    }
    const shown = additions.map(({ group, types, comment, name, ...rest }): ShownPlace => {
      const line = lineOf(more, `// ${comment}`);
      const text = textOf(more, line);
      const blocks = 'blocks' in rest ? rest.blocks : types.length;
      return { benchmark: group, types, blocks, name, module: 'Places', file: more, line, text };
    });
    expectShown(shown, report, stdout);

    const graph = await graphOf('functions');
    expect(noteOf(graph, 'inlined()')).toMatch(/^inlined; 1 Book at /);
    const books = measuredIn(report, 'functions')
      .sites.flatMap(({ allocates = [] }) => allocates)
      .reduce((sum, { name, count }) => sum + (name === 'Book' ? count : 0), 0);
    expect(blocksOf(graph, 'Book')).toBe(books);

    // The same code where the compiler may not inline what it had to: the same sites, by the same callers.
    const inlined = '@inline(__always)\nfunc inlined';
    sandbox.replace(more, inlined, '@inline(never)\nfunc inlined');
    expect(await sandbox.run(['gate', ...quickly])).toMatchObject({ exitCode: 1 });
    const called = readReport();
    const withoutLines = ({ name, module, callers, count, delta }: ReturnType<typeof grownIn>[number]) =>
      JSON.stringify({ name, module, callers, count, delta });
    const sitesOf = (one: Report) => groups.flatMap((group) => grownIn(one, group).map(withoutLines)).toSorted();
    expect(sitesOf(called)).toEqual(sitesOf(report));
    expect(noteOf(await graphOf('functions'), 'inlined()')).toMatch(/^1 Book at /);
    sandbox.replace(more, '@inline(never)\nfunc inlined', inlined);
  });

  it.each(places)('in $where is the first site, with its callers, and the sites add up', async (place) => {
    sandbox.write('.github/allocations.yml', onlyTurn);
    compileWith(sandbox, place.condition, ['Package.swift', 'Shelf/Package.swift']);
    const { exitCode, stdout } = await sandbox.run(['gate', ...quickly]);
    expect(exitCode).toBe(1);
    const report = readReport();
    const turn = measuredIn(report, 'turn');
    expect(turn.delta).toMatchObject({ malloc: 1, total: 1 });
    const [first] = turn.sites;
    const { name, module } = place.site;
    expect(first).toMatchObject({ name, module, baselineCount: 0, delta: 1 });
    const file = module === 'Shelf' ? 'Shelf/Sources/Shelf/Shelf.swift' : 'Sources/Places/Places.swift';
    const line = lineOf(file, `#if ${place.condition}`) + 1;
    const type = place.condition === 'GENERIC' ? 'Box<Int>' : 'Book';
    expect(first).toMatchObject({ file, line, allocates: [{ name: type, count: 1, baselineCount: 0 }] });
    const text = textOf(file, line);
    expectShown([{ benchmark: 'turn', types: [type], blocks: 1, name, module, file, line, text }], report, stdout);
    // Whether main or a part of it is above them all is the compiler's choice.
    expect(first?.callers.slice(0, place.site.callers.length)).toEqual(place.site.callers.map(orSpecialized));
    expect(sumOfDeltas(turn.sites)).toBeCloseTo(1, 9);
    expect(sumOfDeltas(turn.attribution)).toBeCloseTo(1, 9);
    const isShelf = module === 'Shelf';
    const ofModule = turn.sites.filter((one) => one.module === module);
    expect(turn.attribution[0]?.origin).toEqual(isShelf ? { kind: 'dependency', module: 'Shelf' } : { kind: 'own' });
    expect(turn.attribution[0]?.delta).toBeCloseTo(sumOfDeltas(ofModule), 9);

    const [, shown = ''] = /Call sites that grew in turn, allocations per iteration:\n(.*)/.exec(stdout) ?? [];
    expect(shown).toMatch(/^ +\+1 {2}/);
    for (const caller of place.site.callers) expect(stdout).toMatch(new RegExp(`from .*${escaped(caller)}`));
    expect(stdout).toMatch(
      new RegExp(` {2}(All \\+1|Of \\+1: \\+[\\d.]+) in ${isShelf ? 'dependency Shelf' : 'own code'}[ ,.]`),
    );
  });
});

/** What the page says of a function. */
function noteOf({ head: { names, notes } }: TreeData, name: string): string | undefined {
  return notes?.[names.indexOf(name)];
}

/** How many blocks of a type there are in an iteration, where the graph begins with types. */
function blocksOf(graph: TreeData, type: string): number | undefined {
  const tree = typesFirst(graph);
  const { names, units } = tree.head;
  const frame = callFrames(tree, tree.count).children.find(({ name }) => names[name] === type);
  return frame && frame.after / units;
}

/** What a person has to see of an addition: blocks of one type in an iteration, or one of each. */
interface ShownPlace {
  readonly benchmark: string;
  readonly types: readonly string[];
  readonly blocks: number;
  readonly name: string;
  readonly module: string;
  readonly file: string;
  readonly line: number;
  /** Of the line, without the spaces around it. */
  readonly text: string;
}

const head = 'c0ffee'.padEnd(40, '0');
const repository = 'https://github.com/example/places';

/** Compares what a gate printed, and the comment and the annotations of its report, with what has to be in them. */
function expectShown(wanted: readonly ShownPlace[], report: Report, terminal: string): void {
  const source = { ...ofRun, repository: 'example/places', headSha: head, measuredSha: head };
  const onGitHub = { ...report, source, filesAtHead: [...new Set(wanted.map(({ file }) => file))] };
  const overview = overviewOfOne(onGitHub, { ...noLinks, runUrl: `${repository}/actions/runs/${ofRun.runId}` });
  const comment = renderComment(overview).split('\n');
  const annotations = annotationsOf(overview);
  expect(annotations.slice(1)).toHaveLength(wanted.length);
  for (const place of wanted) {
    const { benchmark, types, blocks, name, module, file, line, text } = place;
    const [only, ...others] = types;
    const each = (mark: string) =>
      others.length === 0 ? `${mark}${only}${mark}` : types.map((type) => `+1 ${mark}${type}${mark}`).join(', ');
    const number = `+${blocks}`;

    expect(terminal).toContain(`${number}  ${name} (${module}, `);
    expect(terminal).toContain(
      `\n${' '.repeat(13)}${each('')}\n             at ${file}:${line}\n                ${text}\n`,
    );

    const address = `${repository}/blob/${head}/${file}#L${line}`;
    const what = `${each('`')} · [\`${file.slice(file.lastIndexOf('/') + 1)}:${line}\`](${address})`;
    const inComment = comment.filter((row) => row.includes(`${what} in \`${name}\` of \`${module}\``));
    expect(inComment, what).toHaveLength(1);
    expect(inComment[0]).toMatch(new RegExp(`^- \\*\\*\\${number}\\*\\* \\((?:new|1 → 3, .* is new), `));
    expect(inComment[0]).toContain(`<br>\`${text}\``);

    expect(annotations).toContainEqual({
      level: 'error',
      title: `${number} ${each('')} per iteration in ${benchmark}`,
      message: expect.stringMatching(new RegExp(`^in ${escaped(name)}; total `)),
      ...{ file, line },
    });
  }
}

const ofRun = { event: 'pull_request', merged: false, pullRequest: 1, runId: 7, runAttempt: 1, jobId: 1 } as const;

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
