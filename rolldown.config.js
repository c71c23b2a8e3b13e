import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';
import { cSources } from './scripts/c-sources.js';
import { pageScript } from './scripts/page-script.js';

/**
 * Bundles the doors into dist/. Our own code stays readable; what comes from node_modules lies beside it, in
 * `vendor.js` what every start needs and in chunks of their own what is imported late (@actions/core, /github,
 * /artifact: 2.5 MiB that cost nothing at the start).
 * `demo.js` is what `examples/demo` runs; no door loads anything of it.
 */
export default defineConfig({
  input: { action: 'src/action.ts', post: 'src/post.ts', cli: 'src/cli.ts', demo: 'test/demo/demo.ts' },
  platform: 'node',
  plugins: [pageScript(), cSources(), executable('cli.js')],
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    // Chunks of ours are named after the doors that load them.
    chunkFileNames: ({ name }) => `${name.replaceAll('~', '-')}.js`,
    codeSplitting: {
      groups: [
        { name: 'vendor', test: /node_modules[\\/](zod|yaml|diff)[\\/]/ },
        // Ours only: packages have a `dist-src/` too, and what of them is imported late must not come along.
        { name: 'shared', test: /^(?!.*node_modules).*[\\/]src[\\/]/, minShareCount: 2, entriesAware: true },
      ],
    },
  },
});

/** Makes a file of the output one that can be run as it is, by its first line. */
function executable(name) {
  return { name: 'executable', writeBundle: ({ dir }) => chmodSync(join(dir, name), 0o755) };
}
