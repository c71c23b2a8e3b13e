import { mostCharacters, renderComment } from '../comment.ts';
import { formatMarker } from '../marker.ts';
import { matrixComposer } from './compose.ts';
import { fitMatrix } from './fit.ts';
import { type Matrix, singleLeg } from './matrix.ts';

/** The sections' lengths before anything has to be left out; all but the first are collapsed. */
const lengths = { sitesPerBenchmark: 5, benchmarksWithSites: 3, sections: 12, columns: 12, rows: 100 };

/** One pull-request comment over all legs as Markdown, at most 60,000 characters; of a single leg, its own. */
export function renderMatrixComment(matrix: Matrix): string {
  const { marker } = matrix;
  const single = singleLeg(matrix);
  if (single !== null) return renderComment(single.report, single.links, marker);
  const firstLine = marker === null ? '' : `${formatMarker(marker)}\n`;
  const fits = (markdown: string) => firstLine.length + markdown.length <= mostCharacters;
  return `${firstLine}${fitMatrix(matrixComposer(matrix, lengths), fits)}`;
}
