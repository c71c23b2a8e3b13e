import { composeReport } from './compose.ts';
import { fitReport } from './fit.ts';
import type { Links } from './links.ts';
import type { Report } from './schema.ts';

/** GitHub drops a job summary of more than 1 MiB as a whole (facts 21); other steps write to it too. */
export const mostBytes = 900 * 1024;

const lengths = { sitesPerBenchmark: 50, benchmarksWithSites: 500 };

/** The job summary as Markdown, at most 900 KiB of UTF-8. */
export function renderSummary(report: Report, links: Links): string {
  return fitReport(
    (room) => composeReport(report, links, lengths, room),
    (markdown) => Buffer.byteLength(markdown) <= mostBytes,
  );
}
