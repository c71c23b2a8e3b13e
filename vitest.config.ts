import { statSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { pageScript } from './scripts/page-script.js';

/** Hundreds of runs against the GitHub on loopback, a minute in a short file: last, it would keep one CPU waiting. */
const isLong = ({ moduleId }: TestSpecification) => /\/test\/(histories\/|\w+\/half-answers)/.test(moduleId);

const sizeOf = ({ moduleId }: TestSpecification) => statSync(moduleId).size;

/** Vitest begins with the largest files where it has not seen how long they take. */
class LongestFirst extends BaseSequencer {
  /** Shares of each project that take about as long as each other: by size, dealt out to and fro. */
  override async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { index, count } = this.ctx.config.shard ?? { index: 1, count: 1 };
    const names = new Set(files.map(({ project }) => project.name));
    return [...names].flatMap((name) =>
      files
        .filter(({ project }) => project.name === name)
        .sort((a, b) => sizeOf(b) - sizeOf(a))
        .filter((_, place) => {
          const turn = place % (2 * count);
          return Math.min(turn, 2 * count - 1 - turn) === index - 1;
        }),
    );
  }

  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/**
 * Packages as dist/ has them. Vite would take what they have for `development`, and a Markdown parser then checks itself at
 * each character.
 */
const packagesAsReleased: Plugin = {
  name: 'packages-as-released',
  configEnvironment: (_name, { resolve }) => {
    if (resolve?.conditions === undefined) return;
    resolve.conditions = resolve.conditions.filter((condition) => !condition.startsWith('development'));
  },
};

export default defineConfig({
  test: {
    // Vitest leaves one CPU alone, and runners often have two.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [pageScript(), packagesAsReleased],
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/end-to-end/**', 'test/browser/**', 'test/package/**'],
          // Some make the largest texts there can be, on a machine that others use, too.
          testTimeout: 180_000,
          // GitHub's validator imports JSON without saying so, which Node itself refuses.
          server: { deps: { inline: [/@actions\/(languageservice|workflow-parser)/] } },
        },
      },
      {
        // Needs npm, which is not where the end-to-end tests run, and dist/ as it is.
        test: { name: 'package', include: ['test/package/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 },
      },
      {
        // Needs a Chromium (`CHROMIUM`, else /usr/bin/chromium), which is not where the end-to-end tests run.
        plugins: [pageScript()],
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        plugins: [pageScript()],
        test: {
          name: 'end-to-end',
          include: ['test/end-to-end/**/*.test.ts'],
          exclude: ['test/end-to-end/debian/**', 'test/end-to-end/dtrace/**'],
          // Minutes: a build and several runs of it.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // One at a time: while a gate measures, the builds of another are many times slower (facts 47).
          fileParallelism: false,
        },
      },
      {
        // Needs the root `trixie` of scripts/with-swift, into which other packages of Debian are unpacked.
        plugins: [pageScript()],
        test: {
          name: 'debian',
          include: ['test/end-to-end/debian/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        // Needs DTrace: the root `sid` of scripts/with-swift.
        plugins: [pageScript()],
        test: {
          name: 'dtrace',
          include: ['test/end-to-end/dtrace/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
