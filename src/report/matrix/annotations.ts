import { type Annotation, annotationsOf, mostAnnotations } from '../annotations.ts';
import { logLine } from '../escape.ts';
import { plainOf } from '../phrase.ts';
import { verdictSentence } from '../sentence.ts';
import { type Matrix, singleLeg } from './matrix.ts';
import { matrixSentence } from './sentence.ts';
import { standingLegs, worstFirst } from './standing.ts';
import { matrixPasses } from './verdict.ts';

/**
 * The verdict over all legs where it is not a green one, then the missing and the failing legs, worst first: at
 * most ten. What a regression is in, the annotations of the leg's own job say.
 */
export function matrixAnnotations(matrix: Matrix): readonly Annotation[] {
  const single = singleLeg(matrix);
  if (single !== null) return annotationsOf(single.report);
  const passes = matrixPasses(matrix);
  if (passes && matrix.legs.every(({ report }) => annotationsOf(report).length === 0)) return [];
  const level = passes ? 'warning' : 'error';
  const legs = standingLegs(matrix.legs);
  const failing = legs.filter(({ leg }) => !leg.report.passes).toSorted(worstFirst);
  const all: readonly Annotation[] = [
    { level, title: 'Swift Allocation Gate', message: plainOf(matrixSentence(matrix, legs)) },
    ...matrix.missing.map(({ name, reason }): Annotation => {
      const title = logLine(name, 160);
      return { level, title, message: `${title} ${logLine(reason)}` };
    }),
    ...matrix.refusals.map(
      (sentence): Annotation => ({ level, title: 'A report is not taken', message: logLine(sentence) }),
    ),
    ...failing.map(
      ({ leg }): Annotation => ({
        level,
        title: logLine(leg.name, 160),
        message: plainOf(verdictSentence(leg.report)),
      }),
    ),
  ];
  return all.slice(0, mostAnnotations);
}
