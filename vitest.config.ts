import { defineConfig } from 'vitest/config';
import { pageScript } from './scripts/page-script.js';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [pageScript()],
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/end-to-end/**', 'test/browser/**'],
          testTimeout: 30_000,
          // GitHub's validator imports JSON without saying so, which Node itself refuses.
          server: { deps: { inline: [/@actions\/(languageservice|workflow-parser)/] } },
        },
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
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
