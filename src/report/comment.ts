import { composeReport } from './compose.ts';
import { fitReport } from './fit.ts';
import type { Links } from './links.ts';
import { formatMarker } from './marker.ts';
import type { Report } from './schema.ts';

/** GitHub refuses a comment of more than 65,536 characters (facts 21). */
const mostCharacters = 60_000;

/** The sections' lengths before anything has to be left out: what a reviewer reads in ten seconds. */
const lengths = { sitesPerBenchmark: 5, benchmarksWithSites: 3 };

/** The pull-request comment as Markdown, at most 60,000 characters. */
export function renderComment(report: Report, links: Links): string {
  const marker = report.source === null ? '' : `${markerOf(report.key, report.source)}\n`;
  const body = fitReport(
    (room) => composeReport(report, links, lengths, room),
    (markdown) => marker.length + markdown.length <= mostCharacters,
  );
  return `${marker}${body}`;
}

function markerOf(key: string, { headSha, runId, runAttempt }: NonNullable<Report['source']>): string {
  return formatMarker({ key, headSha, runId, runAttempt });
}
