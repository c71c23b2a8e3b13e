import { renderComment } from '../../src/report/comment.ts';
import { formatMarker, type Marker } from '../../src/report/marker.ts';
import { renderMatrixComment } from '../../src/report/matrix/comment.ts';
import { candidateReport, gateSource } from '../commands/candidate-reports.ts';
import { links } from '../report/reports.ts';

/** The measuring jobs of a run: two of keys of their own, two that share one by a mistake of the workflow. */
export const measuringKeys = ['amd64', 'arm64', 'shared', 'shared'] as const;

/** Of the job that publishes over all of them, which needs them. */
export const publishingKey = 'allocations.yml';

/** The comment of a job that found this total: of a measuring one its report, of the publishing one the matrix. */
export function bodyOf(marker: Marker, total: number): string {
  const { key, headSha, runId, runAttempt } = marker;
  const source = { ...gateSource, headSha, runId, runAttempt };
  const report = { ...candidateReport({ total, source }), key };
  const legs = measuringKeys.map((name, number) => ({
    name: `${name} ${number}`,
    report: { ...report, key: name },
    links: links(),
  }));
  const body =
    key === publishingKey
      ? renderMatrixComment({ marker, legs, missing: [], refusals: [], runUrl: links().runUrl ?? '' })
      : renderComment(report, links());
  if (!body.startsWith(`${formatMarker(marker)}\n`)) throw new Error('the comment of a report has another marker');
  return body;
}
