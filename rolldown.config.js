import { defineConfig } from 'rolldown';

/**
 * Bundles the doors into dist/. Our own code stays readable; what comes from node_modules lies beside it, in
 * `vendor.js` what every start needs and in chunks of their own what is imported late (@actions/core, /github,
 * /artifact: 2.5 MiB that cost nothing at the start).
 */
export default defineConfig({
  input: { action: 'src/action.ts', post: 'src/post.ts', cli: 'src/cli.ts' },
  platform: 'node',
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    codeSplitting: {
      groups: [
        { name: 'vendor', test: /node_modules[\\/](zod|yaml|@actions[\\/](exec|io))[\\/]/ },
        { name: 'shared', test: /src[\\/]/, minShareCount: 2 },
      ],
    },
  },
});
