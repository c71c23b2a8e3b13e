// A plugin for rolldown: the C sources of launcher and recorder lie beside the bundle, in folders of their names, where it
// compiles them on the machine that measures.
import { readdirSync, readFileSync } from 'node:fs';

export function cSources() {
  return {
    name: 'c-sources',
    generateBundle() {
      for (const program of ['launcher', 'recorder', 'recorder-macos']) {
        const folder = new URL(`../src/measure/inside/${program}/`, import.meta.url);
        for (const name of readdirSync(folder)) {
          this.emitFile({ type: 'asset', fileName: `${program}/${name}`, source: readFileSync(new URL(name, folder)) });
        }
      }
    },
  };
}
