import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runGate } from '../../src/gate/gate.ts';
import { nothingInspected } from '../../src/gate/inspect-base.ts';
import type { MeasuringHost } from '../../src/measure/measurer.ts';
import { resolveSettings } from '../../src/settings/settings.ts';
import { Cleanup } from '../../src/system/cleanup.ts';
import { counts } from '../baseline/measurements.ts';
import { recorded } from '../elf/recorded.ts';
import { fakeMeasurer, reportOf } from '../measure/fake-measurer.ts';
import { defaultInputs } from '../settings/default-inputs.ts';
import { scriptedRun } from '../system/scripted-run.ts';
import { silentLogger } from '../system/silent-logger.ts';

/** The measuring jobs, each of an environment of its own. */
export const architectures = ['x86_64', 'aarch64'] as const;
export type Architecture = (typeof architectures)[number];

/** One checkout with the baselines of both environments, and one that has lost them. */
export interface Checkouts {
  readonly whole: string;
  readonly bare: string;
  /** What the base branch has, by path. */
  readonly baselines: Readonly<Record<string, string>>;
}

/** A machine with this architecture and a package whose program makes so many allocations; null: it crashes. */
export function machine(architecture: Architecture, repository: string, malloc: number | null): MeasuringHost {
  const run = scriptedRun((command) => {
    if (command.includes('-print-target-info'))
      return { stdout: recorded('swift/target-info.json').replaceAll('x86_64', architecture) };
    if (command.includes(' describe ')) return { stdout: recorded('swift/two.describe.json') };
    if (command.includes('--show-bin-path')) return { stdout: `${repository}/.build/release\n` };
    return {};
  });
  const crash = reportOf({ kind: 'signalled', signal: 11, dumpedCore: false });
  const measurer = fakeMeasurer(() =>
    malloc === null
      ? { outcome: 'failed', report: crash, course: null, lastLines: [] }
      : {
          counts: counts({ malloc }),
          stacks: { stacks: [], callGraph: 'fp', naming: 'functions', samples: 0, lost: 0, whyNoLines: null },
        },
  );
  const cleanup = new Cleanup(silentLogger);
  const logger = silentLogger;
  return { ...{ run, runAlways: run, logger, cleanup, repository, measurer }, environment: {}, mayInstall: false };
}

/** Measures once in each environment what is then the baseline: 100 allocations. */
export async function makeCheckouts(folder: string): Promise<Checkouts> {
  const [whole, bare] = [join(folder, 'whole'), join(folder, 'bare')];
  for (const path of [whole, bare]) {
    mkdirSync(path);
    writeFileSync(join(path, 'Package.swift'), '');
  }
  const baselines: Record<string, string> = {};
  for (const architecture of architectures) {
    const settings = resolveSettings({ ...defaultInputs, products: ['First'] }, null);
    const context = {
      ...{ source: null, image: null, blobsAtHead: async () => null, alwaysBase: false, keyOf: () => architecture },
      ...{ inspectBase: async () => nothingInspected, findBase: async () => null },
    };
    const { report } = await runGate(settings, context, machine(architecture, bare, 100));
    if (report.candidate === null) throw new Error('there is no candidate');
    baselines[report.candidate.path] = report.candidate.text;
  }
  for (const [path, text] of Object.entries(baselines)) {
    mkdirSync(dirname(join(whole, path)), { recursive: true });
    writeFileSync(join(whole, path), text);
  }
  return { whole, bare, baselines };
}
