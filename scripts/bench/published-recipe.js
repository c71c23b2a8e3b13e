import { createReadStream, rmSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { countHits, recordText } from './record-text.js';

/** What guides recommend: 16 KiB of stack copied for each allocation, unwound and written out as text. */
export async function measurePublishedRecipe(directory, command, environment, events, what) {
  const hits = countHits(directory, command, environment, events);
  const started = performance.now();
  const { data, text } = recordText(directory, command, environment, events, [
    ...['--call-graph', 'dwarf,16384', '-m', '50000'],
  ]);
  const seconds = (performance.now() - started) / 1000;
  const bytes = statSync(data).size + statSync(text).size;
  let samples = 0;
  for await (const line of createInterface({ input: createReadStream(text) })) if (/^\S/.test(line)) samples += 1;
  for (const file of [data, text]) rmSync(file);
  return [
    { what, value: seconds, unit: 's', limit: null },
    { what: '  on disk', value: bytes / 1e6, unit: 'MB', limit: null },
    { what: '  samples it should have', value: hits, unit: 'samples', limit: null },
    { what: '  lost', value: hits - samples, unit: 'samples', limit: null },
  ];
}
