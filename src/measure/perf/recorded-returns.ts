import { placeIn } from '../../elf/memory-map.ts';
import { MeasurementError } from '../../model/errors.ts';
import { parsePerfFolded, type RawStack } from '../../stacks/perf-folded.ts';
import type { Host } from '../../system/host.ts';
import { failureOfRun } from '../failure-of-run.ts';
import type { Workload } from '../measurer.ts';
import { parseMemoryMaps } from './memory-maps.ts';
import { readRecording, recordStacks } from './record.ts';
import type { ProbeEvent } from './stat.ts';
import type { Tools } from './tools.ts';

/** A place in a file to which a call of a probed function returned. */
export interface RecordedReturn {
  /** The offset in the file. */
  readonly offset: number;
  /** The call, as it was recorded. */
  readonly call: Pick<RawStack, 'event' | 'fields'>;
}

/**
 * Runs a program and finds where the calls that hit these probes return to in the file of this path, each place once for
 * each probe. Throws a {@link MeasurementError} where the program fails, or perf's report is not understood.
 */
export async function returnsInto(
  path: string,
  workload: Workload,
  events: readonly ProbeEvent[],
  tools: Tools,
  { run }: Host,
): Promise<readonly RecordedReturn[]> {
  const { perf, folder } = tools;
  const data = `${folder}/returns.data`;
  const how = { callGraph: 'fp', bufferSize: '1M' } as const;
  const failure = await recordStacks(run, tools, events, how, workload, data);
  if (failure !== null) throw failureOfRun(workload, failure);
  const { folded, memoryMaps } = await readRecording(run, perf.path, how.callGraph, data, folder);
  return returnsIn(folded, memoryMaps, path);
}

/** Those in perf's own words; calls that return elsewhere are not of the file's code. */
export function returnsIn(folded: string, memoryMaps: string, path: string): readonly RecordedReturn[] {
  const { threads, unparsed } = parseMemoryMaps(memoryMaps);
  const report = parsePerfFolded(folded);
  const [unread] = [...report.unparsed.examples, ...unparsed.examples];
  if (unread !== undefined) throw new MeasurementError(`perf’s report was not understood: ${unread}`);
  const returns = report.stacks.flatMap(({ thread, event, fields }): readonly RecordedReturn[] => {
    const place = fields.ret === undefined ? null : placeIn(threads.get(thread), fields.ret);
    return place?.path === path ? [{ offset: place.offset, call: { event, fields } }] : [];
  });
  return [...new Map(returns.map((one) => [`${one.call.event} ${one.offset}`, one])).values()];
}
