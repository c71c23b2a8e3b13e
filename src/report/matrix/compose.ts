import { link } from '../escape.ts';
import { markdownOf } from '../phrase.ts';
import { remainingLines } from '../remaining-line.ts';
import { remarks, removedList } from '../remarks.ts';
import { matrixComparison } from './comparison.ts';
import { matrixDependencies } from './dependencies.ts';
import { environmentTable } from './environment-table.ts';
import type { MatrixLengths, MatrixRoom } from './fit.ts';
import { gridsOf } from './grid.ts';
import { changedTables, unchangedTables } from './grid-table.ts';
import type { Matrix } from './matrix.ts';
import { missingList, refusalList } from './missing.ts';
import { matrixNextStep } from './next-step.ts';
import { matrixNotices } from './notices.ts';
import { planSections } from './section-plan.ts';
import { legSections } from './sections.ts';
import { matrixSentence, matrixSign } from './sentence.ts';
import { sharedPhrases } from './shared-phrases.ts';
import { standingLegs } from './standing.ts';
import { shortTitles } from './titles.ts';

/**
 * Composes the matrix's sections (Markdown), top-down as a reviewer needs them; the room says what must be left out. All
 * that does not depend on the room is done once.
 */
export function matrixComposer(matrix: Matrix, lengths: MatrixLengths): (room: MatrixRoom) => readonly string[] {
  const { legs, missing, refusals, runUrl, marker } = matrix;
  const standing = standingLegs(legs);
  const grids = gridsOf(standing, missing);
  const titles = shortTitles([...legs, ...missing].map(({ name }) => name));
  const unfreed = sharedPhrases(standing, ({ leg }) => remainingLines(leg.report));
  const planned = planSections(standing, lengths);
  const verdict = `${matrixSign(matrix, standing)} ${markdownOf(matrixSentence(matrix, standing))}`;
  const compared = legs.length === 0 ? '' : markdownOf(matrixComparison(legs));
  const removed = [...new Set(legs.flatMap(({ report }) => report.removed))];
  const moved = markdownOf(matrixDependencies(legs));
  const run = runUrl === null ? '' : link(marker === null ? 'Run' : `Run ${marker.runId}`, runUrl);
  return (room) => [
    verdict,
    ...missingList(missing, room),
    ...refusalList(refusals, room),
    ...matrixNotices(standing, room),
    compared,
    ...changedTables(grids, titles, lengths, room),
    ...remarks(unfreed, room.rows),
    removedList(removed, room.others),
    ...legSections(planned, lengths, room),
    moved,
    ...unchangedTables(grids, titles, lengths, room),
    ...matrixNextStep(standing, room),
    ...environmentTable(legs, room),
    run,
  ];
}
