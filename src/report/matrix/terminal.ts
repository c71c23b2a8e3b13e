import { logLine } from '../escape.ts';
import { plainOf } from '../phrase.ts';
import { verdictSentence } from '../sentence.ts';
import { type Matrix, singleLeg } from './matrix.ts';
import { matrixSentence } from './sentence.ts';
import { standingLegs } from './standing.ts';

/** The matrix for the job's log: the verdict, and a line for each leg; plain text without colour. */
export function renderMatrixTerminal(matrix: Matrix): string {
  const { legs, missing, refusals } = matrix;
  const single = singleLeg(matrix);
  const verdict = single === null ? matrixSentence(matrix, standingLegs(legs)) : verdictSentence(single.report);
  const lines = [
    ...legs.map(({ name, report }) => `  ${logLine(name, 160)}: ${plainOf(verdictSentence(report))}`),
    ...missing.map(({ name, reason }) => `  ${logLine(name, 160)} ${logLine(reason)}`),
    ...refusals.map((sentence) => `  ${logLine(sentence)}`),
  ];
  const sections = [plainOf(verdict), ...(lines.length > 0 ? [lines.join('\n')] : [])];
  // A hyphen can be typed, searched for, and shown by every font.
  return `${sections.join('\n\n').replaceAll('−', '-')}\n`;
}
