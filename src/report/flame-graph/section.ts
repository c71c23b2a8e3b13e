import { html } from '../escape.ts';
import { formatCount, formatDelta, formatQuantity, formatShare } from '../numbers.ts';
import type { Report } from '../schema.ts';
import { sectionId } from './anchor.ts';
import { hiddenName } from './collective.ts';
import { renderDifferentialSvg } from './differential-svg.ts';
import { allFrames, type LimitedOverlay } from './limit.ts';
import { encodePayload } from './payload.ts';
import type { Profile } from './profile.ts';
import { siteTable } from './site-table.ts';
import { renderFlameGraphSvg } from './svg.ts';

/** What stands without script is a sketch: the widest frames, so that pages of many benchmarks stay small. */
const stillFrames = 150;

/** A benchmark's part of the page: its call sites, a static graph, and the data of all frames for the script. */
export function section(profile: Profile, overlay: LimitedOverlay, report: Report | undefined): readonly string[] {
  const { benchmark: title, unit, units, baseline, spread, tree } = profile;
  const measured = report?.benchmarks
    .filter((benchmark) => benchmark.verdict !== 'failed')
    .find((benchmark) => benchmark.name === title);
  const compared = baseline !== null;
  const drawing = { title, unit, units, embedded: true, frames: stillFrames };
  const still = compared ? renderDifferentialSvg(profile, drawing) : renderFlameGraphSvg(tree, drawing);
  const explanations = [...explained(profile, measured?.delta?.total), ...hidden(overlay, units)];
  return [
    `<section id="${sectionId(title)}" data-graph="${compared ? 'compared' : 'alone'}">`,
    `<h2><code>${html(title, 160)}</code></h2>`,
    ...(measured === undefined ? [] : siteTable(measured)),
    ...explanations.map((sentence) => `<p class="quiet">${html(sentence)}</p>`),
    '<div class="scroll graph still" role="region" aria-label="Static flame graph" tabindex="0">',
    still.trimEnd(),
    '</div>',
    `<script type="application/octet-stream">${encodePayload(overlay.root, { unit, units, spread, compared })}</script>`,
    '</section>',
  ];
}

/** Counting decides and stacks explain: where the two differ, how much is left. */
function explained({ tree, baseline, unit, units }: Profile, counted: number | undefined): readonly string[] {
  if (baseline === null || counted === undefined) return [];
  const delta = (tree.count - baseline.count) / units;
  const rest = counted - delta;
  const start = `Counted: ${formatDelta(counted)} per ${unit}. The frames below add up to ${formatDelta(delta)}`;
  return [Math.abs(rest) < 1e-6 ? `${start}.` : `${start}; ${formatDelta(rest)} is the run-to-run difference.`];
}

function hidden({ root, hidden: frames }: LimitedOverlay, units: number): readonly string[] {
  if (frames === 0) return [];
  let count = 0;
  for (const { name, after } of allFrames(root)) if (name === hiddenName) count += after.count;
  const share = root.after.count > 0 ? formatShare(count / root.after.count) : '0 %';
  return [
    `This page leaves out the ${formatQuantity(frames, 'smallest frame')}, where ${formatCount(count / units)} allocations (${share}) end; the folded stacks have all.`,
  ];
}
