import { expect, test } from 'vitest';
import { decodePayload } from '../../src/flame-graph/browser/tree-data.ts';
import { limitFrames, overlayTrees, type Profile } from '../../src/flame-graph/overlay.ts';
import { section } from '../../src/flame-graph/section.ts';
import { flameGraphAnchor } from '../../src/report/flame-graph-anchor.ts';
import { buildCallTree, stacksOf } from '../../src/stacks/call-tree.ts';
import { benchmark, report, site } from '../report/reports.ts';
import { situations } from '../report/situations.ts';
import { profile, regressedProfile, requestTree } from './profiles.ts';

function shown(one: Profile): string {
  const overlay = limitFrames(overlayTrees(one.baseline, one.tree), 10_000);
  return section(one, overlay, situations.mixed?.report).join('\n');
}

test('a section says that its frames add up to what was counted', () => {
  expect(shown(regressedProfile)).toContain('Counted: +1,024 per run. The frames below add up to +1,024.');
});

test('a section says what is left where its frames do not add up to what was counted', () => {
  const extra = { frames: ['main', 'malloc'], count: 2, bytes: 0 };
  const tree = buildCallTree([...stacksOf(requestTree), extra]);
  expect(shown({ ...regressedProfile, tree })).toContain('add up to +1,026; −2 is the run-to-run difference.');
});

test('a call site, and what a type comes from most, lead to their frames', () => {
  const tree = buildCallTree([{ frames: ['main', 'a()', 'malloc'], count: 9, bytes: 0 }]);
  const sites = [site({ name: 'a()', callers: ['main'], allocates: [{ name: 'Head', count: 9 }] })];
  const one = profile({ tree });
  const overlay = limitFrames(overlayTrees(null, tree), 100);
  const text = section(one, overlay, report({ benchmarks: [benchmark({ name: one.benchmark, sites })] })).join('\n');
  const links = Array.from(text.matchAll(/href="([^"]*)"><code>a\(\)</g), ([, address]) => address);
  expect(links).toEqual([flameGraphAnchor(one.benchmark, ['main', 'a()']), flameGraphAnchor(one.benchmark, ['a()'])]);
});

test('a call site that changed shows the text of its line, as text', () => {
  const tree = buildCallTree([{ frames: ['main', 'a()', 'malloc'], count: 9, bytes: 0 }]);
  const one = profile({ tree });
  const place = { file: 'Sources/App/A.swift', line: 7, text: 'let head = Head("<b>")' };
  const textWith = (delta: number) => {
    const sites = [site({ name: 'a()', delta, ...place })];
    const measured = report({ benchmarks: [benchmark({ name: one.benchmark, sites })] });
    return section(one, limitFrames(overlayTrees(null, tree), 100), measured).join('\n');
  };
  const source = '<br><code>let head = Head(&quot;&lt;b&gt;&quot;)</code>';
  expect(textWith(9)).toContain(`<code>Sources/App/A.swift:7</code>${source}`);
  expect(textWith(0)).not.toContain('let head');
});

test('a section’s data says of which type each function allocates most, over all its sites', async () => {
  const tree = buildCallTree([{ frames: ['main', 'a()', 'malloc'], count: 9, bytes: 0 }]);
  const one = profile({ tree });
  const sites = [
    site({
      name: 'a()',
      allocates: [
        { name: 'Head', count: 4 },
        { name: 'String storage', count: 3 },
      ],
    }),
    site({ name: 'a()', allocates: [{ name: 'String storage', count: 2 }] }),
  ];
  const measured = benchmark({ name: one.benchmark, sites });
  const overlay = limitFrames(overlayTrees(null, tree), 100);
  const text = section(one, overlay, report({ benchmarks: [measured] })).join('\n');
  const { head } = await decodePayload(/octet-stream">([^<]*)</.exec(text)?.[1] ?? '');
  expect(head.types?.[head.names.indexOf('a()')]).toBe('String storage');
});

test.each([
  ['changes', 'something changed beyond the noise', 20, 5],
  ['difference', 'all changes are within the noise', 20, 11],
  ['difference', 'nothing changed', 10, 0],
] as const)('a comparison opens with the view "%s" where %s', (view, _where, count, noise) => {
  const treeOf = (own: number) => buildCallTree([{ frames: ['main', 'malloc'], count: own, bytes: 0 }]);
  expect(shown(profile({ tree: treeOf(count), baseline: treeOf(10), noise }))).toContain(`data-graph="${view}"`);
});
