import { code, link } from '../escape.ts';
import { markdownOf, type Phrase } from '../phrase.ts';
import { remainingLines } from '../remaining-line.ts';
import { cut } from '../table.ts';
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
    ...unfreedList(unfreed, room),
    removedList(removed, room),
    ...legSections(planned, lengths, room),
    moved,
    ...unchangedTables(grids, titles, lengths, room),
    ...matrixNextStep(standing, room),
    ...environmentTable(legs, room),
    run,
  ];
}

/** What is left unfreed otherwise than before, a paragraph each. */
function unfreedList(sentences: readonly Phrase[], room: MatrixRoom): readonly string[] {
  const { shown, omitted } = cut(sentences, room.rows, 'remark');
  return [...shown.map(markdownOf), omitted];
}

function removedList(names: readonly string[], room: MatrixRoom): string {
  if (names.length === 0) return '';
  const { shown, omitted } = cut(names, room.others, 'name');
  const list = shown.map((name) => code(name)).join(', ');
  return `In the baseline, but not measured any more: ${[list, omitted].filter((part) => part !== '').join(' ')}`;
}
