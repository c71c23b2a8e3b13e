import type { Report } from '../../src/model/report.ts';
import { renderComment } from '../../src/report/comment-and-summary.ts';
import { formatMarker, type Marker } from '../../src/report/marker.ts';
import { overviewOfOne } from '../../src/report/overview.ts';
import { links } from '../report/reports.ts';
import { candidateReport, gateSource } from '../report-file/candidate-reports.ts';

/** The measuring jobs of a run: two of keys of their own, two that share one by a mistake of the workflow. */
export const measuringKeys = ['amd64', 'arm64', 'shared', 'shared'] as const;

/** Of the job that publishes over all of them, which needs them. */
export const publishingKey = 'allocations.yml';

/** What a gate leaves that found a total. It does not depend on the job. */
const founds = new Map<number, Report>();

function foundReport(total: number): Report {
  const found = founds.get(total) ?? candidateReport({ total });
  founds.set(total, found);
  return found;
}

/** The comment of a job that found this total: of a measuring one its report, of the publishing one the overview. */
export function bodyOf(marker: Marker, total: number): string {
  const { key, headSha, runId, runAttempt } = marker;
  const source = { ...gateSource, headSha, runId, runAttempt };
  const report = { ...foundReport(total), source, key };
  const environments = measuringKeys.map((name, number) => ({
    name: `${name} ${number}`,
    report: { ...report, key: name },
    links: links(),
  }));
  const body =
    key === publishingKey
      ? renderComment({ marker, environments, missing: [], refusals: [], runUrl: links().runUrl ?? '' })
      : renderComment(overviewOfOne(report, links()));
  if (!body.startsWith(`${formatMarker(marker)}\n`)) throw new Error('the comment of a report has another marker');
  return body;
}
