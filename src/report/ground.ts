import { listed, listedNames } from './list.ts';
import type { Phrase } from './phrase.ts';
import type { NewEnvironment, Report } from './schema.ts';

type Base = NonNullable<Report['base']>;

/** More differences than these are none of the ground, but of whoever wrote the report. */
const differencesShown = 10;

/** Whether a base commit stands in for a baseline that is of other ground, or of none yet; else it was asked for. */
export function isDrift({ differences, newEnvironment }: Base): boolean {
  return differences.length > 0 || newEnvironment !== null;
}

/**
 * Why a base commit was measured, and that it was compared with: `the baseline was measured with Swift 6.2.1, this run
 * has 6.2.3; compared with the base commit 9d3f…, measured here`.
 */
export function comparedWithBase(base: Base, place: 'here' | 'there'): Phrase {
  const compared: Phrase = ['compared with ', ...measuredBase(base, place)];
  if (!isDrift(base)) return compared;
  const reason = base.newEnvironment === null ? otherGround(base.differences) : noBaselineYet(base.newEnvironment);
  return [...reason, '; ', ...compared];
}

/** `the base commit 9d3f…, measured here`. */
export function measuredBase({ commit, dependencies }: Base, place: 'here' | 'there'): Phrase {
  const same = dependencies === 'same-as-head' ? ' with the same versions of the dependencies' : '';
  return ['the base commit ', { code: commit.slice(0, 10) }, `, measured ${place}${same}`];
}

/**
 * `there is no baseline for Swift 6.2 yet (the others are of 6.1)`. Only what tells the environments apart is named: the
 * Swift version, or the distribution where that is the same.
 */
export function noBaselineYet({ swift, os, others }: NewEnvironment): Phrase {
  const sameSwift = others.filter((other) => other.swift === swift);
  const isSystem = sameSwift.length > 0;
  const known = [...new Set(isSystem ? sameSwift.map((other) => other.os) : others.map((other) => other.swift))].sort();
  return [
    ...['there is no baseline for Swift ', { code: swift }, ...(isSystem ? [' on ', { code: os }] : [])],
    ...[' yet (the others are of ', ...listedNames(known), ')'],
  ];
}

/** The phrase as the beginning of a sentence. */
export function capitalized([first = '', ...rest]: Phrase): Phrase {
  return typeof first === 'string' ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : [first, ...rest];
}

function otherGround([first, ...others]: Base['differences']): Phrase {
  if (first === undefined) return [];
  const differ = others.length === 1 ? ' differs too)' : ' differ too)';
  const names = others.map(({ field }) => fieldName(field));
  const more: Phrase = others.length === 0 ? [] : [' (', ...listed(names, differencesShown), differ];
  return [
    ...['the baseline was measured with ', ...fieldName(first.field), ' ', { code: first.baseline }],
    ...[', this run has ', { code: first.measured }, ...more],
  ];
}

/** `Swift`; the other fields, and dependencies, are shown as they are called in the file. */
function fieldName(field: string): Phrase {
  return field === 'swift' ? ['Swift'] : [{ code: field }];
}
