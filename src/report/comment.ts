import { composeReport } from './compose.ts';
import { fitReport } from './fit.ts';
import type { Links } from './links.ts';
import { formatMarker, type Marker } from './marker.ts';
import type { Report } from './schema.ts';

/** GitHub refuses a comment of more than 65,536 characters (facts 21). */
export const mostCharacters = 60_000;

/** The sections' lengths before anything has to be left out: what a reviewer reads in ten seconds. */
const lengths = { sitesPerBenchmark: 5, benchmarksWithSites: 3 };

/** The pull-request comment as Markdown, at most 60,000 characters; its marker is the report's unless another is given. */
export function renderComment(report: Report, links: Links, marker: Marker | null = markerOf(report)): string {
  const firstLine = marker === null ? '' : `${formatMarker(marker)}\n`;
  const body = fitReport(
    (room) => composeReport(report, links, lengths, room),
    (markdown) => firstLine.length + markdown.length <= mostCharacters,
  );
  return `${firstLine}${body}`;
}

function markerOf({ key, source }: Report): Marker | null {
  if (source === null) return null;
  const { headSha, runId, runAttempt } = source;
  return { key, headSha, runId, runAttempt };
}
