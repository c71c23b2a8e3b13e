import { mostBytes, renderSummary } from '../summary.ts';
import { matrixComposer } from './compose.ts';
import { fitMatrix } from './fit.ts';
import { type Matrix, singleLeg } from './matrix.ts';

const lengths = { sitesPerBenchmark: 50, benchmarksWithSites: 100, sections: 20, columns: 20, rows: 1000 };

/** The job summary over all legs as Markdown, at most 900 KiB of UTF-8; of a single leg, its own. */
export function renderMatrixSummary(matrix: Matrix): string {
  const single = singleLeg(matrix);
  if (single !== null) return renderSummary(single.report, single.links);
  return fitMatrix(matrixComposer(matrix, lengths), (markdown) => Buffer.byteLength(markdown) <= mostBytes);
}
