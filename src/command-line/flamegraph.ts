import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Profile } from '../flame-graph/overlay.ts';
import { renderFlameGraphPage } from '../flame-graph/page.ts';
import { renderDifferentialSvg, renderFlameGraphSvg } from '../flame-graph/svg.ts';
import { messageOf, UsageError } from '../model/errors.ts';
import { buildCallTree, type CallTree } from '../stacks/call-tree.ts';
import { parseFolded } from '../stacks/folded.ts';
import { writeWhole } from '../system/whole-file.ts';
import type { Command } from './command.ts';

/** Draws folded stacks, or what changed between two of them, without measuring anything. */
export const flamegraph: Command = {
  help: {
    summary: 'Draw folded stacks, or what changed since others, as a page or a picture.',
    usage: '[--baseline BASE.folded] HEAD.folded -o FILE.html|FILE.svg',
    options: ['baseline', 'output', 'help'],
    takesOperands: true,
    meanings: {
      baseline: { value: 'FILE', description: 'folded stacks to compare with' },
      output: { value: 'FILE', description: 'what is written: .html is a page to explore, .svg a static picture' },
    },
    examples: [
      ['flamegraph request.folded -o request.html', 'a page that needs nothing else, also offline'],
      ['flamegraph --baseline before.folded after.folded -o change.svg', 'new, removed and changed frames in words'],
    ],
  },
  execute: async ({ texts, operands }, { print }) => {
    const [file, ...others] = operands;
    if (file === undefined || others.length > 0)
      throw new UsageError('flamegraph takes one file of folded stacks: HEAD.folded, and --baseline BASE.folded.');
    const render = rendererFor(texts.output);
    const tree = await readTree(file);
    const baseline = texts.baseline === undefined ? null : await readTree(texts.baseline);
    const benchmark = basename(file).replace(/\.folded$/, '') || file;
    const text = render({ benchmark, unit: 'run', units: 1, tree, baseline, noise: 0 });
    await writeWhole(texts.output ?? '', text).catch((error: unknown) => {
      throw new UsageError(`--output: ${messageOf(error)}`);
    });
    print(`Wrote ${texts.output}.\n`);
    return 0;
  },
};

function rendererFor(output: string | undefined): (profile: Profile) => string {
  if (output?.endsWith('.html')) return (profile) => renderFlameGraphPage([profile]);
  if (!output?.endsWith('.svg'))
    throw new UsageError('-o is missing or neither FILE.html (a page) nor FILE.svg (a picture).');
  return (profile) =>
    profile.baseline === null
      ? renderFlameGraphSvg(profile.tree, { title: profile.benchmark, unit: profile.unit })
      : renderDifferentialSvg(profile);
}

async function readTree(file: string): Promise<CallTree> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}`);
  });
  try {
    return buildCallTree(parseFolded(text));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${file}: ${error.message}`);
  }
}
