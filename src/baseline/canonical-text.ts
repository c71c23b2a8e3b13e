import { UsageError } from '../errors.ts';
import { formatBaseline } from './format-text.ts';
import { parseBaseline } from './parse-text.ts';
import { type Baseline, baselineSchemaUrl } from './schema.ts';

/**
 * Reads the text of a baseline that the gate has made ready: it must be byte for byte what {@link formatBaseline}
 * makes of the numbers in it, so that the file that is committed is the one that was shown.
 *
 * @throws UsageError as {@link parseBaseline}, and where the text is another.
 */
export function parseCanonicalBaseline(text: string, path: string): Baseline {
  const baseline = parseBaseline(text, path);
  if (formatBaseline({ ...baseline, $schema: baselineSchemaUrl }) === text) return baseline;
  throw new UsageError(`${path}: not as the gate writes a baseline: measure again, and accept that report.`);
}
