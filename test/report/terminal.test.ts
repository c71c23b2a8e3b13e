import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderMeasured } from '../../src/report/measured.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { hostileName } from './hostile.ts';
import { benchmark, report, site } from './reports.ts';
import { situations } from './situations.ts';

const sequence = '\u001B[';

test('colours appear only where they are asked for', () => {
  for (const { report } of Object.values(situations)) {
    const plain = renderTerminal(report, { color: false });
    expect(plain).not.toContain(sequence);
    expect(stripVTControlCharacters(renderTerminal(report, { color: true }))).toBe(plain);
  }
  expect(renderTerminal(report({ passes: false }), { color: true }).startsWith(`${sequence}31m`)).toBe(true);
});

test('what is ours is ASCII', () => {
  for (const { report } of Object.values(situations)) {
    const ours = renderTerminal(report, { color: false }).replaceAll('…', '');
    expect(ours).toMatch(/^[\x20-\x7E\n]*$/);
  }
});

test('noise is said where it could hide an allocation in each iteration, and at which call sites', () => {
  const text = (resolution: number, comparedBy: 'totals' | 'sites') =>
    renderTerminal(report({ benchmarks: [benchmark({ unit: 'iteration', resolution, comparedBy })] }), {
      color: false,
    });
  expect(text(0.9, 'totals')).not.toContain('noise');
  expect(text(1.25, 'totals')).toContain(
    'The runs of http-requests differ: what changes by less than 1.25 allocations per iteration is taken for noise.',
  );
  expect(text(1.25, 'sites')).toContain(
    'differ at some call sites: there, what changes by less than 1.25 allocations per iteration is taken for noise. The others',
  );
});

test('the numbers of a column end in the same place', () => {
  const text = renderTerminal(situations['many-regressions']?.report ?? report(), { color: false });
  const rows = text.split('\n').filter((line) => line.includes('%'));
  const ends = rows
    .slice(1)
    .filter((line) => line.includes('total'))
    .map((line) => line.lastIndexOf('%'));
  expect(new Set(ends).size).toBe(1);
});

test('the largest call sites are shown with what they allocate, and the line as editors open it', () => {
  const place = { file: 'Sources/App/Headers.swift', line: 35, text: 'let head = RequestHead()' };
  const sites = [
    site({ name: 'few()', count: 2, callers: [], bytes: null }),
    site({ name: 'many()', count: 195, callers: ['main'], allocates: [{ name: 'RequestHead', count: 195 }], ...place }),
  ];
  const text = renderMeasured(report({ benchmarks: [benchmark({ sites })] }), { color: false });
  expect(text).toContain(`The largest call sites of http-requests, allocations per run:
        195  many() (HTTPBench, 31.3 KiB)
             RequestHead
             at Sources/App/Headers.swift:35
                let head = RequestHead()
             from main
          2  few() (HTTPBench)
`);
});

test('no name adds a line or a colour', () => {
  const render = (name: string) =>
    renderTerminal(
      report({
        package: name,
        key: name,
        notices: [[{ prose: name }, { code: name }]],
        removed: [name],
        benchmarks: [
          benchmark({
            name,
            verdict: 'regression',
            before: { malloc: 1 },
            sites: [
              site({
                ...{ name, module: name, callers: [name], file: name, line: 7, text: name },
                allocates: [{ name, count: 1000, baselineCount: 0 }],
              }),
            ],
          }),
        ],
      }),
      { color: false },
    );
  const lines = render('plain').split('\n').length;
  fc.assert(
    fc.property(hostileName, (name) => {
      expect(render(name).split('\n')).toHaveLength(lines);
      expect(render(name)).not.toContain(sequence);
    }),
  );
});
